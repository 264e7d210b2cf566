package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child and all it started. */
final class ChildGroup {
  private static final int SECONDS = 5;

  private final Process process;
  private final Isolation isolation;
  private final Mark mark;
  private boolean ended;

  ChildGroup(Process process, Isolation isolation, Mark mark) {
    this.process = process;
    this.isolation = isolation;
    this.mark = mark;
  }

  /** Ends every process of it at once; a second call does nothing. */
  synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    List<ProcessHandle> below = process.descendants().toList();
    if (isolation == Isolation.SESSION) {
      killSession();
    }
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    if (isolation != Isolation.NAMESPACE) {
      mark.endAll();
    }
  }

  /**
   * Java can end a process, but not a group; the number stays taken while the group has members.
   */
  private void killSession() {
    try {
      String group = Long.toString(process.pid());
      ProcessBuilder builder =
          new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"-$1\"", "sh", group);
      builder.environment().clear();
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.start().waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // The single processes are ended one by one instead.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
