package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.lint.rule.Rules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The exceptions that a history already holds for another linter, in our rules' names. */
final class ForeignIgnores {
  /** An exception; the rule {@code *} means all. */
  record Foreign(String rule, boolean file) {}

  /** Each with what makes it one for the file, and the names behind it. */
  private static final List<Pattern> MARKS =
      List.of(
          Pattern.compile("squawk-ignore(-file)?\\b[ \\t]*(.*)"),
          Pattern.compile("eugene:\\s*ignore()\\b[ \\t]*(.*)"),
          Pattern.compile("pgfence(?::\\s*|-)ignore(-file)?:?[ \\t]*(.*)"),
          Pattern.compile("pg(?:vet|check)_nolint():[ \\t]*(.*)"),
          Pattern.compile("pgm-lint:suppress(-file)?\\b[ \\t]*(.*)"),
          Pattern.compile("pgsafe:ignore(-file)?\\b[ \\t]*(.*)"),
          Pattern.compile("pg(?:t|ls)-ignore(-all)?\\b[ \\t]*(.*)"));

  private static final Pattern ATLAS = Pattern.compile("atlas:nolint\\b[ \\t]*(.*)");

  private static final Map<String, List<String>> NAMES = load();

  private ForeignIgnores() {}

  /**
   * What a comment excepts.
   *
   * @param heading whether it stands above the file's statements, apart from them, where Atlas
   *     means the whole file
   */
  static List<Foreign> of(String comment, boolean heading) {
    List<Foreign> found = new ArrayList<>();
    for (Pattern pattern : MARKS) {
      Matcher matcher = pattern.matcher(comment);
      if (matcher.lookingAt()) {
        String file = matcher.group(1);
        add(found, matcher.group(2), file != null && !file.isEmpty());
      }
    }
    Matcher atlas = ATLAS.matcher(comment);
    if (atlas.lookingAt()) {
      add(found, atlas.group(1), heading);
    }
    return found;
  }

  /** Names up to the first word that is none, and so begins a reason; no name means all. */
  private static void add(List<Foreign> found, String names, boolean file) {
    if (names.isBlank()) {
      found.add(new Foreign("*", file));
    }
    boolean listed = true;
    for (String word : names.strip().split("(?<=,)\\s*|\\s+")) {
      String name = word.replaceFirst("[,:]$", "");
      if (!listed && !NAMES.containsKey(name)) {
        return;
      }
      for (String rule : NAMES.getOrDefault(name, List.of(name))) {
        if (Rules.find(rule).isPresent()) {
          found.add(new Foreign(rule, file));
        }
      }
      listed = word.endsWith(",");
    }
  }

  private static Map<String, List<String>> load() {
    try (InputStream in =
            Objects.requireNonNull(ForeignIgnores.class.getResourceAsStream("foreign-rules.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split(" ")))
          .collect(Collectors.toUnmodifiableMap(w -> w.get(0), w -> w.subList(1, w.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
