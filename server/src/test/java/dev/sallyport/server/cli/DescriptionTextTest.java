package dev.sallyport.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.gateway.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person sees of a schema. */
class DescriptionTextTest {
  private static List<String> printed(Map<String, Object> relation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new PrintStream(bytes, true, UTF_8), false, false);
    Map<String, Object> type = Map.of("name", "public.state", "values", List.of("OPEN", "DONE"));
    new DescriptionText(terminal)
        .print(Answer.done(Map.of("relations", List.of(relation), "enums", List.of(type)), ""));
    return bytes.toString(UTF_8).lines().toList();
  }

  @Test
  void aTableWithItsKeys() {
    assertThat(
            printed(
                Map.of(
                    "name",
                    "public.cars",
                    "kind",
                    "table",
                    "rows_estimate",
                    7,
                    "bytes",
                    49_152,
                    "columns",
                    List.of(
                        Map.of("name", "id", "type", "integer", "nullable", false),
                        Map.of(
                            "name", "owner", "type", "text", "nullable", true, "default", "'x'")),
                    "keys",
                    List.of(
                        Map.of(
                            "kind", "foreign",
                            "columns", List.of("owner"),
                            "references", "owners(id)",
                            "on_delete", "cascade")))))
        .containsExactly(
            "public.cars  table, about 7 rows, 48 kB",
            "  id     integer, not null",
            "  owner  text, default 'x'",
            "  foreign key: owner -> owners(id), on delete cascade",
            "",
            "enum public.state: OPEN, DONE");
  }

  @Test
  void namesThatWouldSpoilTheScreen() {
    List<String> lines =
        printed(
            Map.of(
                "name",
                "public.a\u001b[2J",
                "kind",
                "table",
                "bytes",
                0,
                "comment",
                "word ".repeat(60) + "\u202e",
                "columns",
                List.of(
                    Map.of("name", "n".repeat(63), "type", "t".repeat(200), "nullable", true))));
    assertThat(lines).noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
    assertThat(lines).allMatch(line -> line.length() <= 80);
  }
}
