package dev.sallyport.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.gateway.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code diff --script} puts into a file. */
class DiffTextTest {
  private static List<String> script(Map<String, Object> body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DiffText(new Terminal(new PrintStream(bytes, true, UTF_8), false, false))
        .script(Answer.done(body, ""));
    return bytes.toString(UTF_8).lines().toList();
  }

  @Test
  void notesStandAheadOfTheScriptAsComments() {
    assertThat(
            script(
                Map.of(
                    "remarks",
                    List.of("columns of `t` in another order\n;DROP TABLE t"),
                    "script",
                    "SELECT 1;\n")))
        .containsExactly(
            "-- note: columns of `t` in another order\\u{a};DROP TABLE t", "SELECT 1;");
  }

  @Test
  void aRefusalIsAllComments() {
    Map<String, Object> refused =
        Map.of("message", "no\nSELECT 1;", "help", "by hand", "left", List.of("table\r`t`"));

    assertThat(script(Map.of("remarks", List.of("a note"), "script_refused", refused)))
        .hasSize(4)
        .allMatch(line -> line.startsWith("-- "));
  }
}
