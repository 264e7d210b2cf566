package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.rule.Rules;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a project says of its rules: {@code sallyport-lint.json}, {@code {"rules": {"drop-column":
 * "error", "enum-type": "off"}}}. What makes no sense in it is a finding, and the rest counts.
 *
 * @param findings what is wrong with the file
 */
public record LintConfiguration(Severities severities, List<Finding> findings) {
  /** The file, below the project. */
  public static final String FILE = "sallyport-lint.json";

  private static final String RULE = "lint-configuration";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public LintConfiguration {
    findings = List.copyOf(findings);
  }

  /** Reads the project's file; without one the rules are as they come. */
  public static LintConfiguration read(ProjectFiles files) {
    FileReading reading = files.read(FILE);
    if (reading instanceof FileReading.Absent) {
      return new LintConfiguration(Severities.DEFAULT, List.of());
    }
    Optional<String> text =
        reading instanceof FileReading.Content content ? content.text() : Optional.empty();
    if (text.isEmpty()) {
      return broken("it can't be read", "make it a file of JSON");
    }
    try {
      return rules(JSON.readTree(text.get()));
    } catch (JacksonException e) {
      return broken("it is no JSON", "see docs/lint/README.md for what may stand there");
    }
  }

  private static LintConfiguration broken(String message, String help) {
    return new LintConfiguration(
        Severities.DEFAULT, List.of(Finding.of(RULE, Severity.ERROR, FILE, message, help)));
  }

  private static LintConfiguration rules(JsonNode document) {
    if (!document.isObject() || document.has("rules") && !document.path("rules").isObject()) {
      return broken("it is no object with `rules` in it", "write `{\"rules\": {\"…\": \"off\"}}`");
    }
    Map<String, Optional<Severity>> chosen = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    document
        .properties()
        .forEach(
            property -> {
              if (!property.getKey().equals("rules")) {
                findings.add(
                    wrong("`" + property.getKey() + "` is no key here", "the only key is `rules`"));
              }
            });
    for (Map.Entry<String, JsonNode> rule : document.path("rules").properties()) {
      Optional<Optional<Severity>> severity = severity(rule.getValue().asString(""));
      if (Rules.find(rule.getKey()).isEmpty()) {
        findings.add(wrong("`" + rule.getKey() + "` is no rule", "see docs/lint/README.md"));
      } else if (severity.isEmpty()) {
        findings.add(
            wrong(
                "`" + rule.getKey() + "` has no such severity",
                "use `error`, `warning`, `note` or `off`"));
      } else {
        chosen.put(rule.getKey(), severity.get());
      }
    }
    return new LintConfiguration(new Severities(chosen), findings);
  }

  private static Finding wrong(String message, String help) {
    return Finding.of(RULE, Severity.ERROR, FILE, message, help);
  }

  /** Empty for a word that is none; an empty one inside switches off. */
  private static Optional<Optional<Severity>> severity(String word) {
    if (word.equals("off")) {
      return Optional.of(Optional.empty());
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(Optional.of(severity));
      }
    }
    return Optional.empty();
  }
}
