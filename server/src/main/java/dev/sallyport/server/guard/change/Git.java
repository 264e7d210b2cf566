package dev.sallyport.server.guard.change;

import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Git's command line in one folder, for questions that read. Pagers, hooks, monitors, external
 * differences and text converters of the repository's configuration are off.
 */
final class Git {
  private static final int MOST = 64 << 20;
  private static final int SECONDS = 60;
  private static final List<String> SAFE =
      List.of(
          "git",
          "--no-pager",
          "--no-optional-locks",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.attributesFile=/dev/null",
          "-c",
          "diff.external=",
          "-c",
          "protocol.allow=never",
          "-c",
          "core.quotePath=false");

  /** What Git itself sets while it commits, and must be kept to see that commit. */
  private static final Set<String> KEPT = Set.of("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE");

  private final Path folder;

  Git(Path folder) {
    this.folder = folder;
  }

  /** The output of a question; empty where Git ends with an error. */
  Optional<String> ask(String... words) {
    return run(List.of(words)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The output's fields, which end with a zero byte; empty where Git ends with an error. */
  Optional<List<String>> fields(String... words) {
    return ask(words)
        .map(text -> Arrays.stream(text.split("\0", -1)).filter(f -> !f.isEmpty()).toList());
  }

  private Optional<byte[]> run(List<String> words) {
    List<String> command = new ArrayList<>(SAFE);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(Git::unwanted);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output;
      try (InputStream stream = process.getInputStream()) {
        output = stream.readNBytes(MOST);
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw SallyportException.environment("`git` does not end", "look at the repository");
      }
      return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      throw SallyportException.environment("`git` can't be run", "install Git");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SallyportException.environment("interrupted", "try again");
    }
  }

  private static boolean unwanted(String name) {
    return name.startsWith("GIT_") && !KEPT.contains(name);
  }
}
