package dev.sallyport.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.gateway.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person sees of a decision that is only explained. */
class ConsideredTextTest {
  private static List<String> printed(List<Map<String, Object>> statements) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("decision", "approve");
    body.put("statements", statements);
    body.put("environment", "production");
    body.put("environment_why", "nobody pinned it");
    body.put("policy", "policies.yaml");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new PrintStream(bytes, true, UTF_8), false, false);
    new ConsideredText(terminal).print(Answer.done(body, "it would become a ticket"));
    return bytes.toString(UTF_8).lines().toList();
  }

  private static Map<String, Object> statement(String sql, String kind, String object) {
    return Map.of(
        "sql",
        sql,
        "effects",
        List.of(
            Map.of(
                "kind",
                kind,
                "objectKind",
                "table",
                "object",
                object,
                "columns",
                List.of(),
                "qualifiers",
                List.of("cascade"))));
  }

  @Test
  void eachStatementStandsOverWhatItDoes() {
    assertThat(
            printed(
                List.of(
                    statement("DROP TABLE a CASCADE", "drop", "public.a"),
                    statement("DROP TABLE b\n  CASCADE", "drop", "public.b"))))
        .containsExactly(
            "decision      approve",
            "environment   production: nobody pinned it",
            "policy        policies.yaml",
            "statement 1",
            "  DROP TABLE a CASCADE",
            "  → drop table public.a (cascade)",
            "statement 2",
            "  DROP TABLE b",
            "    CASCADE",
            "  → drop table public.b (cascade)",
            "next: it would become a ticket");
  }

  @Test
  void aLongTextStaysOnTheScreen() {
    List<String> lines =
        printed(List.of(statement("SELECT 1,\n" + "1, ".repeat(2_000), "drop", "a\u202eb")));

    assertThat(lines)
        .hasSizeLessThan(30)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(81).doesNotContain("\u202e"));
  }
}
