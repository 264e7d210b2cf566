package dev.sallyport.server.guard;

import dev.sallyport.server.guard.change.GitFilters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Git, asked by the hook: it runs nothing that the repository's settings name, takes no lock, and
 * is not waited for longer than an agent would wait.
 */
final class QuietGit {
  private static final int SECONDS = 2;
  private static final int MOST = 4 << 20;
  private static final List<String> SAFE =
      List.of(
          "git",
          "--no-pager",
          "--no-optional-locks",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null");

  private QuietGit() {}

  /** Whether Git answers with exit code 0. */
  static boolean succeeds(Path folder, String... words) throws IOException {
    return run(folder, words).isPresent();
  }

  /** What Git prints of files that may have changed: filters that are configured are not run. */
  static Optional<String> status(Path folder, List<String> words) throws IOException {
    String filters = run(folder, GitFilters.QUESTION.toArray(String[]::new)).orElse("");
    List<String> all = new ArrayList<>(List.of("status", "--ignore-submodules=all"));
    all.addAll(words);
    return run(folder, all, GitFilters.off(filters));
  }

  /** What Git prints; empty where it ends with an error. */
  static Optional<String> run(Path folder, String... words) throws IOException {
    return run(folder, List.of(words), Map.of());
  }

  private static Optional<String> run(
      Path folder, List<String> words, Map<String, String> variables) throws IOException {
    List<String> command = new ArrayList<>(SAFE);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().close();
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(late -> end(process));
    byte[] output = process.getInputStream().readNBytes(MOST);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        end(process);
        throw new IOException("git does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return process.exitValue() == 0
        ? Optional.of(new String(output, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Process end(Process process) {
    process.destroyForcibly();
    return process;
  }
}
