package dev.sallyport.server.migration.generate;

import dev.sallyport.server.cancellation.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of a command apart from this process. When it is over, for whatever reason, everything it
 * started is ended: after the last line, at the time limit, when the asker cancels, and when this
 * program is asked to stop.
 */
final class Child {
  private static final Duration TO_DRAIN = Duration.ofSeconds(2);

  private final Isolation isolation;
  private final Path folder;
  private final Map<String, String> variables;
  private final Mark mark = new Mark();

  /**
   * @param folder where it runs
   * @param variables all that it is given
   */
  Child(Isolation isolation, Path folder, Map<String, String> variables) {
    this.isolation = isolation;
    this.folder = folder;
    this.variables = variables;
  }

  /** How a run ended. */
  enum End {
    EXITED,
    OUT_OF_TIME,
    CANCELLED
  }

  /**
   * What a run left behind.
   *
   * @param exitCode meaningful only where it exited by itself
   */
  record Ended(End end, int exitCode, HostileOutput output) {}

  /**
   * Runs a command to its end.
   *
   * @throws IOException if it can't be started
   */
  Ended run(List<String> command, Duration limit, Cancellation call) throws IOException {
    Process process = start(command);
    ChildGroup group = new ChildGroup(process, isolation, mark);
    Thread atExit = new Thread(group::end, "end-child");
    AtomicBoolean cancelled = new AtomicBoolean();
    HostileOutput output = new HostileOutput();
    Thread reader = new Thread(() -> output.drain(process.getInputStream()), "child-output");
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(atExit);
    try (Cancellation.Registration registration =
        call.onCancel(
            () -> {
              cancelled.set(true);
              group.end();
            })) {
      boolean ended = waited(process, limit);
      group.end();
      drained(reader, process);
      End end = cancelled.get() ? End.CANCELLED : ended ? End.EXITED : End.OUT_OF_TIME;
      return new Ended(end, ended ? process.exitValue() : -1, output);
    } finally {
      group.end();
      forget(atExit);
    }
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(isolation.around(command));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    mark.addTo(builder.environment());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true);
    return builder.start();
  }

  private static boolean waited(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A process that got away may hold the pipe open for ever. */
  private static void drained(Thread reader, Process process) throws IOException {
    try {
      reader.join(TO_DRAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (reader.isAlive()) {
      process.getInputStream().close();
    }
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The program is stopping, and the hook runs.
    }
  }
}
