package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTurnTest {
  @TempDir Path folder;

  @Test
  void aTurnIsTakenGivenBackAndTakenAgain() throws IOException {
    Path file = folder.resolve("turn");
    try (WriteTurn turn = new WriteTurn(file)) {
      for (int i = 0; i < 3; i++) {
        Engine.Turn mine = turn.take();
        assertThat(mine).isNotSameAs(Engine.Turn.NONE);
        mine.close();
      }
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock free = other.tryLock()) {
        assertThat(free).isNotNull();
      }
    }
  }

  @Test
  void whoCanHaveNoTurnGoesOnWithout() throws IOException {
    Path file = Files.createFile(folder.resolve("turn"));
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = other.lock();
        WriteTurn turn = new WriteTurn(file);
        WriteTurn nowhere = new WriteTurn(folder.resolve("absent/turn"))) {
      assertThat(held.isValid()).isTrue();
      assertThat(turn.take()).isSameAs(Engine.Turn.NONE);
      assertThat(nowhere.take()).isSameAs(Engine.Turn.NONE);
    }
  }
}
