package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was found when a project with an old history began to lint, and is not said again: {@code
 * sallyport-lint-baseline.json}, a count of findings by file, rule and statement. A statement that
 * changes, or is written once more, is said again. Of a file that can't be read nothing counts.
 */
public final class Baseline {
  /** The file, below the project. */
  public static final String FILE = "sallyport-lint-baseline.json";

  private static final String RULE = "lint-baseline";

  /** As much of a statement as is written out; what is longer is told apart by a digest too. */
  private static final int ENOUGH = 160;

  private static final int DIGEST_BYTES = 16;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, Integer> known;
  private final Optional<Finding> finding;

  private Baseline(Map<String, Integer> known, Optional<Finding> finding) {
    this.known = known;
    this.finding = finding;
  }

  /** The project's baseline; one that knows nothing where there is none. */
  public static Baseline read(ProjectFiles files) {
    FileReading reading = files.read(FILE);
    if (reading instanceof FileReading.Absent) {
      return new Baseline(Map.of(), Optional.empty());
    }
    Optional<String> text =
        reading instanceof FileReading.Content content ? content.text() : Optional.empty();
    if (text.isEmpty()) {
      return broken("it can't be read");
    }
    try {
      return of(JSON.readTree(text.get()));
    } catch (JacksonException e) {
      return broken("it is no JSON");
    }
  }

  private static Baseline of(JsonNode document) {
    Map<String, Integer> known = new HashMap<>();
    if (!document.path("findings").isArray()) {
      return broken("it has no list of `findings`");
    }
    int number = 0;
    for (JsonNode entry : document.path("findings")) {
      number++;
      boolean named =
          entry.path("file").isString()
              && entry.path("rule").isString()
              && entry.path("statement").isString();
      JsonNode count = entry.path("count");
      boolean counted = count.isMissingNode() || count.isInt() && count.asInt() > 0;
      if (!named || !counted) {
        return broken(
            "finding "
                + number
                + (named ? " has a `count` that is none" : " names no file, rule and statement"));
      }
      known.merge(
          key(
              entry.path("file").asString(),
              entry.path("rule").asString(),
              entry.path("statement").asString()),
          count.asInt(1),
          (one, more) -> (int) Math.min(Integer.MAX_VALUE, (long) one + more));
    }
    return new Baseline(known, Optional.empty());
  }

  private static Baseline broken(String message) {
    return new Baseline(
        Map.of(),
        Optional.of(
            Finding.of(
                RULE,
                Severity.ERROR,
                FILE,
                message + ", so everything is said",
                "write it anew with `sallyport validate --write-baseline`")));
  }

  /** What is wrong with the file. */
  public Optional<Finding> finding() {
    return finding;
  }

  /** What it does not know of. */
  public List<Reported> without(List<Reported> reported) {
    Map<String, Integer> left = new HashMap<>(known);
    List<Reported> news = new ArrayList<>();
    for (Reported one : reported) {
      Integer count = left.get(key(one));
      if (count == null || count == 0) {
        news.add(one);
      } else {
        left.put(key(one), count - 1);
      }
    }
    return news;
  }

  /** The file's text for what was found. */
  public static String of(List<Reported> reported) {
    Map<String, Reported> first = new TreeMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Reported one : reported) {
      first.putIfAbsent(key(one), one);
      counts.merge(key(one), 1, Integer::sum);
    }
    List<Map<String, Object>> findings = new ArrayList<>();
    first.forEach(
        (key, one) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("file", one.finding().file());
          entry.put("rule", one.finding().rule());
          entry.put("statement", shortened(one.statement()));
          entry.put("count", counts.getOrDefault(key, 1));
          findings.add(entry);
        });
    return JSON.writeValueAsString(Map.of("findings", findings)) + "\n";
  }

  private static String key(Reported one) {
    return key(one.finding().file(), one.finding().rule(), shortened(one.statement()));
  }

  private static String key(String file, String rule, String statement) {
    return file + "\n" + rule + "\n" + statement;
  }

  private static String shortened(String statement) {
    return statement.length() <= ENOUGH
        ? statement
        : statement.substring(0, ENOUGH) + "… " + digest(statement);
  }

  /** Enough of it that nobody writes another statement that goes for this one. */
  private static String digest(String statement) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
