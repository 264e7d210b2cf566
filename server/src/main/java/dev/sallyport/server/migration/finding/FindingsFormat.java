package dev.sallyport.server.migration.finding;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How findings are written: for people, for programs, and for code scanners. */
public enum FindingsFormat {
  TEXT {
    @Override
    public String write(List<Finding> findings) {
      StringBuilder text = new StringBuilder();
      for (Finding finding : findings) {
        text.append(place(finding))
            .append(finding.severity().label())
            .append(": ")
            .append(finding.message())
            .append(" [")
            .append(finding.rule())
            .append("]\n  help: ")
            .append(finding.help())
            .append('\n');
      }
      return text.toString();
    }
  },
  JSON {
    @Override
    public String write(List<Finding> findings) {
      return MAPPER.writeValueAsString(
              Map.of("findings", findings.stream().map(FindingsFormat::plain).toList()))
          + "\n";
    }
  },
  SARIF {
    @Override
    public String write(List<Finding> findings) {
      return MAPPER.writeValueAsString(Sarif.of(findings)) + "\n";
    }
  };

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The whole report. */
  public abstract String write(List<Finding> findings);

  /** The format of that name; empty where there is none. */
  public static Optional<FindingsFormat> of(String name) {
    for (FindingsFormat format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** A finding as JSON-ready values; line and column are null where it is about a whole file. */
  public static Map<String, @Nullable Object> plain(Finding finding) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("rule", finding.rule());
    map.put("severity", finding.severity().label());
    map.put("file", finding.file());
    map.put("line", finding.line() == 0 ? null : finding.line());
    map.put("column", finding.column() == 0 ? null : finding.column());
    map.put("message", finding.message());
    map.put("help", finding.help());
    return map;
  }

  private static String place(Finding finding) {
    if (finding.file().isEmpty()) {
      return "";
    }
    String line = finding.line() == 0 ? "" : ":" + finding.line();
    String column = finding.column() == 0 ? "" : ":" + finding.column();
    return finding.file() + line + column + ": ";
  }

  /** SARIF 2.1.0. */
  private static final class Sarif {
    private Sarif() {}

    static Map<String, Object> of(List<Finding> findings) {
      List<Map<String, String>> rules =
          findings.stream().map(Finding::rule).distinct().map(id -> Map.of("id", id)).toList();
      Map<String, Object> driver = new LinkedHashMap<>();
      driver.put("name", "Sallyport");
      driver.put("rules", rules);
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("tool", Map.of("driver", driver));
      run.put("results", findings.stream().map(Sarif::result).toList());
      Map<String, Object> log = new LinkedHashMap<>();
      log.put("version", "2.1.0");
      log.put("runs", List.of(run));
      return log;
    }

    private static Map<String, Object> result(Finding finding) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("ruleId", finding.rule());
      result.put("level", finding.severity().label());
      result.put("message", Map.of("text", finding.message() + "; " + finding.help()));
      if (!finding.file().isEmpty()) {
        result.put("locations", List.of(Map.of("physicalLocation", location(finding))));
      }
      return result;
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

    private static String uri(String path) {
      try {
        return new URI(null, null, path, null).toASCIIString();
      } catch (URISyntaxException e) {
        return "unknown";
      }
    }
  }
}
