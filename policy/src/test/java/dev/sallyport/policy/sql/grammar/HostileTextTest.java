package dev.sallyport.policy.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no one writes by accident is refused, and the next statement is read as if nothing was. */
class HostileTextTest {
  private static final PostgresGrammar GRAMMAR = new PostgresGrammar(1);

  @AfterAll
  static void close() {
    GRAMMAR.close();
  }

  @ParameterizedTest
  @MethodSource
  void isRefusedAndForgotten(String text, String message, int position) throws SyntaxError {
    SyntaxError error = catchThrowableOfType(SyntaxError.class, () -> GRAMMAR.parse(text));
    String next = GRAMMAR.parse("SELECT 1").json();

    assertThat(error.message()).isEqualTo(message);
    assertThat(error.position()).isEqualTo(position);
    assertThat(next).contains("\"ival\":1");
  }

  static Stream<Arguments> isRefusedAndForgotten() {
    return Stream.of(
        argumentSet(
            "100,000 parentheses",
            "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
            "memory exhausted at or near \"(\"",
            10_003),
        argumentSet(
            "100,000 open parentheses",
            "SELECT " + "(".repeat(100_000),
            "memory exhausted at or near \"(\"",
            10_003),
        argumentSet(
            "calls in calls",
            "SELECT " + "f(".repeat(1_000) + "1" + ")".repeat(1_000),
            "the text nests too deeply",
            0),
        argumentSet(
            "a chain of operators, nesting without parentheses",
            "SELECT " + "1+".repeat(20_000) + "1",
            "the text nests too deeply",
            0),
        argumentSet(
            "a tree beyond the parser's memory",
            "INSERT INTO t VALUES (1, 'abc');".repeat(33_000),
            "the text's parse tree is too large",
            0),
        argumentSet(
            "10 MB",
            "SELECT '" + "x".repeat(10 << 20) + "'",
            "the text is longer than 4194304 bytes",
            4_194_304),
        argumentSet("U+0000", "SELECT 1\0; DROP TABLE a", "the text holds the character U+0000", 8),
        argumentSet(
            "half of a surrogate pair",
            "SELECT '\uD800'",
            "the text holds half of a surrogate pair",
            8),
        argumentSet(
            "half of a surrogate pair, last",
            "SELECT 'é\uD83D",
            "the text holds half of a surrogate pair",
            9),
        argumentSet("U+0001", "SELECT \u0001 1", "syntax error at or near \"\u0001\"", 7),
        argumentSet(
            "a byte order mark", "\uFEFFSELECT 1", "syntax error at or near \"\uFEFFSELECT\"", 0),
        argumentSet(
            "an open dollar quote",
            "SELECT $a$ x",
            "unterminated dollar-quoted string at or near \"$a$ x\"",
            7),
        argumentSet(
            "an open identifier",
            "SELECT \"a",
            "unterminated quoted identifier at or near \"\"a\"",
            7));
  }

  @Test
  void deepTreesWithinTheBoundsAreReadOnASmallStack() throws Exception {
    String text = "SELECT " + "f(".repeat(600) + "1" + ")".repeat(600);
    String[] json = new String[1];
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                json[0] = GRAMMAR.parse(text).json();
              } catch (SyntaxError e) {
                json[0] = e.message();
              }
            },
            "small stack",
            256 << 10);

    small.start();
    small.join();

    assertThat(json[0]).startsWith("{\"version\"").contains("FuncCall");
  }

  @Test
  void fiftyThousandValuesAreRead() throws SyntaxError {
    String json = GRAMMAR.parse("SELECT 1" + ",1".repeat(49_999)).json();

    assertThat(json.split("ResTarget", -1)).hasSize(50_001);
  }
}
