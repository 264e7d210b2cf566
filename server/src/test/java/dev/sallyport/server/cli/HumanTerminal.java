package dev.sallyport.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A human at a terminal: a command under a pseudo-terminal, by util-linux's {@code script}. */
final class HumanTerminal implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private final Process process;
  private final StringBuilder seen = new StringBuilder();
  private int read;

  private HumanTerminal(Process process) {
    this.process = process;
    Thread reader = new Thread(this::readAll, "human-terminal");
    reader.setDaemon(true);
    reader.start();
  }

  static boolean isPresent() {
    return Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux");
  }

  /** Starts {@code sallyport} with these arguments. */
  static HumanTerminal start(Path project, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.sallyport.server.Main"));
    command.addAll(List.of(arguments));
    String quoted =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qec", quoted, "/dev/null")
            .directory(project.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("TERM", "xterm");
    return new HumanTerminal(builder.start());
  }

  private void readAll() {
    byte[] buffer = new byte[4096];
    try (InputStream out = process.getInputStream()) {
      for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
        synchronized (seen) {
          seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
          seen.notifyAll();
        }
      }
    } catch (IOException e) {
      // The command is gone.
    }
  }

  /** Waits until the text appears after what was awaited before. */
  HumanTerminal await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    synchronized (seen) {
      while (seen.indexOf(text, read) < 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("waited for `" + text + "` and saw: " + seen);
        }
        seen.wait(left);
      }
      read = seen.indexOf(text, read) + text.length();
    }
    return this;
  }

  HumanTerminal type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return this;
  }

  /** Waits for the command's end. */
  int exit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + text());
    }
    return process.exitValue();
  }

  String text() {
    synchronized (seen) {
      return seen.toString();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
