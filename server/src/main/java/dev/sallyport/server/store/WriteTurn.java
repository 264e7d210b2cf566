package dev.sallyport.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write among the processes of one SQLite file. Who waits is woken by the
 * system, where SQLite would ask again and again, which costs more than the write.
 *
 * <p>A courtesy only: SQLite's own lock decides. Who gets no turn, since the file can't be locked
 * or a process that has it hangs, goes on without. For one thread at a time.
 */
final class WriteTurn implements AutoCloseable {
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final Path file;
  private @Nullable FileChannel channel;

  WriteTurn(Path file) {
    this.file = file;
  }

  /** Waits for the turn; closing it gives it to the next. */
  Engine.Turn take() {
    try {
      FileChannel open = open();
      FileLock free = open.tryLock();
      FileLock lock = free == null ? inLine(open) : free;
      return () -> giveBack(lock);
    } catch (IOException | OverlappingFileLockException e) {
      return Engine.Turn.NONE;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      channel = open;
    }
    return open;
  }

  /** Closing the channel ends the wait. */
  private FileLock inLine(FileChannel open) throws IOException {
    CompletableFuture<@Nullable Void> waiting = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> watch =
        waiting
            .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (done, late) -> {
                  if (late != null) {
                    close(open);
                  }
                });
    try {
      return open.lock();
    } finally {
      waiting.complete(null);
      watch.cancel(false);
    }
  }

  private void giveBack(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      close(lock.channel());
    }
  }

  private static void close(@Nullable FileChannel open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // What was locked is given back when the process ends.
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
