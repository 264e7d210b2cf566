package dev.sallyport.server.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.rules.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentsTest {
  private static final ToolDescription TOOL =
      new ToolDescription(
          "tool",
          "Tool",
          "",
          List.of(
              Argument.text("sql", "the SQL"),
              Argument.integer("limit", 1, 10, "how many").optional(),
              Argument.choice("side", List.of("left", "right"), "which").optional(),
              Argument.flag("apply", "whether").optional(),
              Argument.texts("objects", "which ones").optional(),
              Argument.settings("arguments", "its own").optional()),
          Properties.none(),
          ToolDescription.Nature.LOOKS);

  static Stream<org.junit.jupiter.params.provider.Arguments> aMistakeSaysWhatAndHow() {
    return Stream.of(
        argumentSet("missing", Map.of(), "`sql` is missing", "the SQL"),
        argumentSet("not a text", Map.of("sql", 7), "`sql` must be a text", "the SQL"),
        argumentSet("blank", Map.of("sql", " \n"), "`sql` must not be empty", "the SQL"),
        argumentSet(
            "unknown",
            Map.of("sql", "x", "query", "y"),
            "unknown argument `query`",
            "`tool` takes `sql`, `limit`, `side`, `apply`, `objects`, `arguments`"),
        argumentSet(
            "too large",
            Map.of("sql", "x", "limit", 11),
            "`limit` must be a whole number from 1 to 10",
            "how many"),
        argumentSet(
            "beyond an int",
            Map.of("sql", "x", "limit", 4_294_967_297L),
            "`limit` must be a whole number from 1 to 10",
            "how many"),
        argumentSet(
            "a number as text",
            Map.of("sql", "x", "limit", "5"),
            "`limit` must be a whole number from 1 to 10",
            "how many"),
        argumentSet(
            "not a choice",
            Map.of("sql", "x", "side", "up"),
            "`side` must be one of `left`, `right`",
            "which"),
        argumentSet(
            "not a flag",
            Map.of("sql", "x", "apply", "yes"),
            "`apply` must be true or false",
            "whether"),
        argumentSet(
            "not texts",
            Map.of("sql", "x", "objects", List.of("a", 1)),
            "`objects` must be a list of texts",
            "which ones"),
        argumentSet(
            "nested settings",
            Map.of("sql", "x", "arguments", Map.of("a", List.of())),
            "`arguments` must be an object of texts, numbers and booleans",
            "its own"));
  }

  @ParameterizedTest
  @MethodSource
  void aMistakeSaysWhatAndHow(Map<String, Object> given, String message, String help) {
    List<Reason> mistakes = TOOL.mistakes(given);

    assertThat(mistakes).extracting(Reason::message).containsExactly(message);
    assertThat(mistakes).extracting(Reason::help).containsExactly(help);
  }

  @Test
  void allMistakesComeAtOnce() {
    assertThat(TOOL.mistakes(Map.of("limit", 0, "nonsense", 1))).hasSize(3);
  }

  @Test
  void whatIsNullWasLeftOut() {
    Map<String, Object> given = new HashMap<>();
    given.put("sql", "x");
    given.put("limit", null);

    assertThat(TOOL.mistakes(given)).isEmpty();
    assertThat(Arguments.of(given).integer("limit")).isNull();
  }

  @Test
  void goodArgumentsAreReadAsDeclared() {
    Arguments arguments =
        Arguments.of(
            Map.of(
                "sql",
                "select 1",
                "limit",
                5,
                "objects",
                Arrays.asList("a", "b"),
                "arguments",
                Map.of("steps", 2)));

    assertThat(arguments.text("sql")).isEqualTo("select 1");
    assertThat(arguments.integer("limit")).isEqualTo(5);
    assertThat(arguments.texts("objects")).containsExactly("a", "b");
    assertThat(arguments.settings("arguments")).containsExactly(Map.entry("steps", "2"));
    assertThat(arguments.text("side", "left")).isEqualTo("left");
  }

  @Test
  void theSchemaForbidsWhatTheCheckForbids() {
    Map<String, Object> schema = TOOL.inputSchema();

    assertThat(schema)
        .containsEntry("type", "object")
        .containsEntry("required", List.of("sql"))
        .containsEntry("additionalProperties", false);
    assertThat(((Map<?, ?>) schema.get("properties")).keySet())
        .hasToString("[sql, limit, side, apply, objects, arguments]");
  }

  /**
   * JSON Schema takes {@code 5.0} for an integer, and some clients write every number like that.
   */
  @Test
  void aWholeNumberMayBeWrittenWithAPoint() {
    Map<String, Object> given = Map.of("sql", "x", "limit", 5.0);

    assertThat(TOOL.mistakes(given)).isEmpty();
    assertThat(Arguments.of(given).integer("limit")).isEqualTo(5);
    assertThat(TOOL.mistakes(Map.of("sql", "x", "limit", 5.5))).hasSize(1);
  }
}
