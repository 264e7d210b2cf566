package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashMap;
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
 * changes, or is written once more, is said again.
 */
public final class Baseline {
  /** The file, below the project. */
  public static final String FILE = "sallyport-lint-baseline.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, Integer> known;

  private Baseline(Map<String, Integer> known) {
    this.known = known;
  }

  /** The project's baseline; one that knows nothing where there is none, or none that is JSON. */
  public static Baseline read(ProjectFiles files) {
    Map<String, Integer> known = new HashMap<>();
    Optional<String> text =
        files.read(FILE) instanceof FileReading.Content content ? content.text() : Optional.empty();
    try {
      if (text.isPresent()) {
        for (JsonNode entry : JSON.readTree(text.get()).path("findings")) {
          String key =
              key(
                  entry.path("file").asString(""),
                  entry.path("rule").asString(""),
                  entry.path("statement").asString(""));
          known.merge(key, entry.path("count").asInt(1), Integer::sum);
        }
      }
    } catch (JacksonException e) {
      return new Baseline(Map.of());
    }
    return new Baseline(known);
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
          Map<String, Object> entry = new java.util.LinkedHashMap<>();
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

  /** Enough to know it again, and a digest where it is long. */
  private static String shortened(String statement) {
    int enough = 160;
    return statement.length() <= enough
        ? statement
        : statement.substring(0, enough) + "… " + Integer.toHexString(statement.hashCode());
  }
}
