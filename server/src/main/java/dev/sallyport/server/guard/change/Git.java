package dev.sallyport.server.guard.change;

import dev.sallyport.server.SallyportException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Git's command line in one folder, for questions that read. Pagers, hooks, monitors, external
 * differences, filters and text converters of the repository's configuration are off.
 */
final class Git {
  private static final int MOST = 64 << 20;
  private static final int SECONDS = 60;

  /** So many names of blobs fit into a pipe. */
  private static final int AT_ONCE = 500;

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
  private @Nullable Map<String, String> filters;

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

  /**
   * The contents of blobs by their names; without those that are larger or not there.
   *
   * @param largest how many bytes one may have
   */
  Map<String, byte[]> blobs(List<String> ids, int largest) {
    Map<String, byte[]> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
      byte[] asked = (String.join("\n", some) + "\n").getBytes(StandardCharsets.US_ASCII);
      run(List.of("cat-file", "--batch"), asked, stream -> read(stream, largest, found));
    }
    return found;
  }

  /** Each is {@code ID blob SIZE}, a line feed, the bytes, a line feed; or {@code ID missing}. */
  private static byte[] read(InputStream stream, int largest, Map<String, byte[]> found)
      throws IOException {
    for (String head = line(stream); !head.isEmpty(); head = line(stream)) {
      String[] words = head.split(" ", -1);
      if (words.length == 3) {
        long size = Long.parseLong(words[2]);
        if (size <= largest) {
          found.put(words[0], stream.readNBytes((int) size));
        } else {
          stream.skipNBytes(size);
        }
        stream.skipNBytes(1);
      }
    }
    return new byte[0];
  }

  private static String line(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int unit = stream.read(); unit >= 0 && unit != '\n'; unit = stream.read()) {
      line.append((char) unit);
    }
    return line.toString();
  }

  private Optional<byte[]> run(List<String> words) {
    return run(words, new byte[0], stream -> stream.readNBytes(MOST));
  }

  /** What is done with an output. */
  @FunctionalInterface
  private interface Reading {
    byte[] of(InputStream stream) throws IOException;
  }

  private Optional<byte[]> run(List<String> words, byte[] input, Reading reading) {
    List<String> command = new ArrayList<>(SAFE);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(Git::unwanted);
    builder.environment().putAll(words.equals(GitFilters.QUESTION) ? Map.of() : filtersOff());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try (OutputStream stream = process.getOutputStream()) {
        stream.write(input);
      }
      byte[] output;
      try (InputStream stream = new BufferedInputStream(process.getInputStream())) {
        output = reading.of(stream);
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

  private Map<String, String> filtersOff() {
    Map<String, String> known = filters;
    if (known == null) {
      known = GitFilters.off(ask(GitFilters.QUESTION.toArray(String[]::new)).orElse(""));
      filters = known;
    }
    return known;
  }

  private static boolean unwanted(String name) {
    return name.startsWith("GIT_") && !KEPT.contains(name);
  }
}
