package dev.sallyport.server.migration.finding;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as a SARIF 2.1.0 log of one run, JSON-ready. */
final class Sarif {
  private static final String KEPT_IN_PATHS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private Sarif() {}

  static Map<String, Object> of(List<Finding> findings) {
    List<String> rules = findings.stream().map(Finding::rule).distinct().sorted().toList();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Sallyport");
    driver.put("rules", rules.stream().map(rule -> rule(rule, findings)).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", findings.stream().map(finding -> result(finding, rules)).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  /** GitHub shows no rule that does not say in words what it is. */
  private static Map<String, Object> rule(String rule, List<Finding> findings) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("id", rule);
    descriptor.put("shortDescription", Map.of("text", rule.replace('-', ' ')));
    findings.stream()
        .filter(finding -> finding.rule().equals(rule))
        .findFirst()
        .ifPresent(finding -> descriptor.put("help", Map.of("text", finding.help())));
    return descriptor;
  }

  private static Map<String, Object> result(Finding finding, List<String> rules) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.rule());
    result.put("ruleIndex", rules.indexOf(finding.rule()));
    result.put("level", finding.severity().label());
    result.put("message", Map.of("text", finding.message() + "\nhelp: " + finding.help()));
    if (!finding.file().isEmpty()) {
      result.put("locations", List.of(Map.of("physicalLocation", location(finding))));
    }
    Map<String, Object> properties = properties(FindingsFormat.plain(finding));
    if (!properties.isEmpty()) {
      result.put("properties", properties);
    }
    return result;
  }

  /** What it was told by and what to use instead, under the names they have in our own JSON. */
  private static Map<String, Object> properties(Map<String, @Nullable Object> finding) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String name : List.of("facts", "safer")) {
      Object value = finding.get(name);
      if (value != null) {
        properties.put(name, value);
      }
    }
    return properties;
  }

  private static Map<String, Object> location(Finding finding) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("artifactLocation", Map.of("uri", uri(finding.file())));
    if (finding.line() > 0) {
      Map<String, Integer> region = new LinkedHashMap<>();
      region.put("startLine", finding.line());
      if (finding.column() > 0) {
        region.put("startColumn", finding.column());
      }
      location.put("region", region);
    }
    return location;
  }

  /** A path as a relative address: a colon in its first step would make a scheme of it. */
  private static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
      if (KEPT_IN_PATHS.indexOf((char) (unit & 0xff)) >= 0) {
        uri.append((char) unit);
      } else {
        uri.append('%').append(String.format(Locale.ROOT, "%02X", unit & 0xff));
      }
    }
    return uri.toString();
  }
}
