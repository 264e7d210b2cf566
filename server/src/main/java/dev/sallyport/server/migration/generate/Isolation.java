package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How far the child is kept apart from other processes of the same user. */
enum Isolation {
  /**
   * It has a process table of its own: it sees no other process, and all it starts ends with it,
   * also what left its group.
   */
  NAMESPACE(
      "own process table: it saw no other process, and nothing it started is left",
      List.of(
          "unshare",
          "--user",
          "--map-current-user",
          "--pid",
          "--fork",
          "--mount-proc",
          "--kill-child=KILL")),
  /**
   * It has a session of its own, which is ended as a whole, and what left that is found by its
   * {@link Mark}; it sees this process.
   */
  SESSION(
      "own process group: only a process that left it and threw its environment away may still run;"
          + " it could see this one",
      List.of("setsid")),
  /** Neither is to be had here. */
  NONE("none: what it started was looked for and ended, as far as it could be found", List.of());

  private static final int PROBE_SECONDS = 5;

  private final String words;
  private final List<String> prefix;

  Isolation(String words, List<String> prefix) {
    this.words = words;
    this.prefix = prefix;
  }

  /** What it is worth, for people. */
  String words() {
    return words;
  }

  /** The command so that it runs apart. */
  List<String> around(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    if (!whole.isEmpty()) {
      whole.set(0, tool(whole.get(0)).toString());
    }
    whole.addAll(command);
    return whole;
  }

  /** The strongest that works here: many systems forbid namespaces to plain users. */
  static Isolation strongest() {
    return NAMESPACE.works() ? NAMESPACE : SESSION.works() ? SESSION : NONE;
  }

  private boolean works() {
    if (!Files.isExecutable(tool(prefix.get(0)))) {
      return false;
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(around(List.of("/bin/sh", "-c", ":")));
      builder.environment().clear();
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process probe = builder.start();
      boolean ended = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
      probe.destroyForcibly();
      return ended && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Never looked up in PATH, which the project's shell may have set. */
  private static Path tool(String name) {
    Path usual = Path.of("/usr/bin", name);
    return Files.isExecutable(usual) ? usual : Path.of("/bin", name);
  }
}
