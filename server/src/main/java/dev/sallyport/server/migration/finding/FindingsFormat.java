package dev.sallyport.server.migration.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How findings are written: for people, for programs, for code scanners, and for a run of GitHub
 * Actions. Each ends with a line feed; no findings make an empty text, or a document that says so.
 */
public enum FindingsFormat {
  /** A line, the place with a caret, and the way forward. */
  TEXT {
    @Override
    public String write(List<Finding> findings, Sources sources) {
      StringBuilder text = new StringBuilder();
      Sources lines = sources.indexed();
      findings.forEach(finding -> text.append(PlainText.of(finding, lines)));
      return text.toString();
    }
  },
  /** One document. */
  JSON {
    @Override
    public String write(List<Finding> findings, Sources sources) {
      return Json.MAPPER.writeValueAsString(
              Map.of("findings", findings.stream().map(FindingsFormat::plain).toList()))
          + "\n";
    }
  },
  /** SARIF 2.1.0. */
  SARIF {
    @Override
    public String write(List<Finding> findings, Sources sources) {
      return Json.MAPPER.writeValueAsString(Sarif.of(findings)) + "\n";
    }
  },
  /** Workflow commands, which GitHub shows beside the changed lines. */
  GITHUB {
    @Override
    public String write(List<Finding> findings, Sources sources) {
      StringBuilder text = new StringBuilder();
      findings.forEach(finding -> text.append(GithubAnnotation.of(finding)).append('\n'));
      return text.toString();
    }
  };

  /** The names of all formats, for a message. */
  public static final String NAMES = "`text`, `json`, `sarif` or `github`";

  /**
   * The whole report.
   *
   * @param sources where the lines around a place are taken from
   */
  public abstract String write(List<Finding> findings, Sources sources);

  /** The whole report, without the lines around a place. */
  public final String write(List<Finding> findings) {
    return write(findings, Sources.NONE);
  }

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
    if (!finding.facts().isEmpty()) {
      map.put("facts", finding.facts().stream().map(FindingsFormat::plain).toList());
    }
    if (!finding.safer().isEmpty()) {
      map.put("safer", finding.safer());
    }
    return map;
  }

  private static Map<String, String> plain(Fact fact) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("says", fact.says());
    map.put("without", fact.without());
    return map;
  }

  /** Loaded where a document is written. */
  private static final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
  }
}
