package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.OfflineExplanation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON lines {@code {"id","sql","environment?"}} in, one explanation a line out. A line that is no
 * such object is answered with a denial, and the next is read.
 */
final class ExplainLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OfflineExplanation explanation;
  private final Terminal terminal;

  ExplainLines(OfflineExplanation explanation, Terminal terminal) {
    this.explanation = explanation;
    this.terminal = terminal;
  }

  void answer(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          terminal.document(answer(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, @Nullable Object> answer(String line) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    try {
      JsonNode request = JSON.readTree(line);
      JsonNode id = request.get("id");
      answer.put("id", id == null ? null : id);
      JsonNode sql = request.get("sql");
      if (sql == null || !sql.isString()) {
        return denied(answer, "the line has no text `sql`");
      }
      JsonNode environment = request.get("environment");
      answer.putAll(
          explanation.explain(
              sql.stringValue(),
              environment != null && environment.isString()
                  ? environment.stringValue()
                  : "production"));
      return answer;
    } catch (JacksonException e) {
      answer.put("id", null);
      return denied(answer, "the line is no JSON object");
    }
  }

  private static Map<String, @Nullable Object> denied(
      Map<String, @Nullable Object> answer, String message) {
    answer.put("statements", List.of());
    answer.put("decision", "deny");
    answer.put(
        "reasons",
        List.of(
            Map.of(
                "rule", "bad-input",
                "verdict", "deny",
                "message", message,
                "help", "send {\"id\": …, \"sql\": \"…\"} a line")));
    return answer;
  }
}
