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

class PostgresGrammarTest {
  private static final PostgresGrammar GRAMMAR = new PostgresGrammar();

  @AfterAll
  static void close() {
    GRAMMAR.close();
  }

  @Test
  void aStatementBecomesATree() throws SyntaxError {
    String json = GRAMMAR.parse("SELECT 1").json();

    assertThat(json)
        .isEqualTo(
            """
            {"version":180004,"stmts":[{"stmt":{"SelectStmt":{"targetList":[{"ResTarget":{"val":\
            {"A_Const":{"ival":{"ival":1},"location":7}},"location":7}}],\
            "limitOption":"LIMIT_OPTION_DEFAULT","op":"SETOP_NONE"}}}]}""");
  }

  @Test
  void placesAreToldInUtf16() throws SyntaxError {
    String text = "SELECT 'é𝒳'; DROP TABLE a";

    ParseTree tree = GRAMMAR.parse(text);

    assertThat(tree.json()).contains("\"stmt_location\":17");
    assertThat(text.substring(tree.offset(17))).isEqualTo("DROP TABLE a");
  }

  @ParameterizedTest
  @MethodSource
  void refusalsTellWhatAndWhere(String text, String message, int position) {
    SyntaxError error = catchThrowableOfType(SyntaxError.class, () -> GRAMMAR.parse(text));

    assertThat(error.message()).isEqualTo(message);
    assertThat(error.position()).isEqualTo(position);
  }

  static Stream<Arguments> refusalsTellWhatAndWhere() {
    return Stream.of(
        argumentSet(
            "a word too early", "SELECT 1 FROM WHERE", "syntax error at or near \"WHERE\"", 14),
        argumentSet(
            "after characters of two UTF-16 units",
            "SELECT '𝒳' 'é'",
            "syntax error at or near \"'é'\"",
            12),
        argumentSet("the end", "CREATE TABLE a (x int", "syntax error at end of input", 21),
        argumentSet(
            "an open string", "SELECT 'abc", "unterminated quoted string at or near \"'abc\"", 7),
        argumentSet(
            "an open comment", "SELECT 1 /* a", "unterminated /* comment at or near \"/* a\"", 9),
        argumentSet("U+0000", "SELECT 1\0; DROP TABLE a", "the text holds the character U+0000", 8),
        argumentSet(
            "half of a surrogate pair",
            "SELECT 'é\uD83D'",
            "the text holds half of a surrogate pair",
            9));
  }

  @Test
  void bodiesInPlpgsqlAreParsed() throws SyntaxError {
    String json = GRAMMAR.parsePlpgsql("DO $$ BEGIN DELETE FROM t; EXECUTE 'DROP TABLE u'; END $$");

    assertThat(json)
        .contains("\"query\":\"DELETE FROM t\"")
        .contains("PLpgSQL_stmt_dynexecute")
        .contains("'DROP TABLE u'");
  }

  @Test
  void aBodyThatIsNotPlpgsqlIsRefused() {
    SyntaxError error =
        catchThrowableOfType(
            SyntaxError.class, () -> GRAMMAR.parsePlpgsql("DO $$ BEGIN DELET FROM t; END $$"));

    assertThat(error.message()).isEqualTo("syntax error at or near \"DELET\"");
  }
}
