package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputLimitsTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet("NUL", "select\u00001", "the text holds the control character U+0000", 6),
        argumentSet("U+0001", "select 1\u0001", "the text holds the control character U+0001", 8),
        argumentSet("form feed", "\f", "the text holds the control character U+000C", 0),
        argumentSet("DEL", "'\u007f'", "the text holds the control character U+007F", 1),
        argumentSet("C1", "'\u009b'", "the text holds the control character U+009B", 1),
        argumentSet(
            "byte order mark",
            "\uFEFFselect 1",
            "the text begins with a byte order mark, U+FEFF",
            0),
        argumentSet(
            "lone high surrogate",
            "select '\uD83D'",
            "the text is not well-formed Unicode: a surrogate without its other half",
            8),
        argumentSet(
            "lone low surrogate",
            "select '\uD83D\uDE00\uDE00'",
            "the text is not well-formed Unicode: a surrogate without its other half",
            10),
        argumentSet("string", "select 'a", "the string that begins here is never closed", 7),
        argumentSet(
            "string with a backslash",
            "select 'a\\''",
            "the string that begins here is never closed",
            7),
        argumentSet(
            "escape string", "select E'a\\'", "the string that begins here is never closed", 7),
        argumentSet(
            "escape string, backslash at the end",
            "select e'\\",
            "the string that begins here is never closed",
            7),
        argumentSet("name", "select \"a", "the quoted name that begins here is never closed", 7),
        argumentSet(
            "comment", "select /* /* */ 1", "the comment that begins here is never closed", 7),
        argumentSet(
            "dollar quote",
            "select $a$ $b$ $A$",
            "the dollar-quoted string that begins here is never closed",
            7),
        argumentSet(
            "dollar quote after a number",
            "select 1$$ '",
            "the dollar-quoted string that begins here is never closed",
            8),
        argumentSet("parenthesis", "select (1", "the `(` that stands here is never closed", 7),
        argumentSet(
            "bracket inside", "select (array[1)", "the `)` that stands here closes nothing", 15),
        argumentSet("closer alone", "select 1)", "the `)` that stands here closes nothing", 8));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String sql, String message, int position) {
    assertThat(InputLimits.refusal(sql))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.message()).isEqualTo(message);
              assertThat(refused.position()).isEqualTo(position);
              assertThat(refused.help()).isNotBlank();
            });
  }

  static Stream<Arguments> passed() {
    return Stream.of(
        argumentSet("nothing", ""),
        argumentSet("white space", " \t\r\n"),
        argumentSet("plain", "select 1; select 2"),
        argumentSet("emoji", "select '\uD83D\uDE00'"),
        argumentSet("mark inside a string", "select 'a\uFEFFb'"),
        argumentSet("bracket in a string", "select '(', \"[\", $$)$$, E'\\'(' -- ("),
        argumentSet("nested comment", "select 1 /* ( /* ' */ \" */"),
        argumentSet("comment after an operator", "select 4 //* ( */ 2"),
        argumentSet("comment that looks closed", "select 1 /*/ ( */"),
        argumentSet("word that ends in e", "select abce'\\'"),
        argumentSet("dollar in a word", "select a$$ from t$"),
        argumentSet("parameters", "select $1, $2::int"),
        argumentSet("dollar quotes side by side", "select $a$ $b$a$ || $$ ( $$ || $a$$$a$"),
        argumentSet("dollar quote after a number", "select 1$$ ( $$"),
        argumentSet("continued escape string", "select E'a' -- comment '\n '\\'('"),
        argumentSet("no continuation on the same line", "select E'a' '('"),
        argumentSet("no continuation of a plain string", "select 'a'\n'\\'"),
        argumentSet(
            "a long chain of conditions", "select 1 where a = 1" + " or a = 1".repeat(9_000)),
        argumentSet("many operators in a list", "select 1" + ", a + b".repeat(9_000)),
        argumentSet(
            "joins in sub-queries",
            "select 1" + ", (select 1 from a join b on true)".repeat(2_500)),
        argumentSet("operators in brackets", "select " + "(a + b), ".repeat(9_000) + "1"),
        argumentSet("a chain within the limit", "select 1" + " + 1".repeat(5_000)),
        argumentSet("semicolon inside brackets", "create rule r as on insert to t do (a; b)"));
  }

  @ParameterizedTest
  @MethodSource
  void passed(String sql) {
    assertThat(InputLimits.refusal(sql)).isEmpty();
  }

  @Test
  void continuedEscapeStringKeepsItsEscapes() {
    // The second part is an escape string still: \' closes nothing, and `(` is text.
    assertThat(InputLimits.refusal("select E'a'\n'\\'(")).isPresent();
    assertThat(InputLimits.refusal("select E'a' '\\' || (")).isPresent();
  }

  static Stream<Arguments> overALimit() {
    String help = "split it into several requests";
    return Stream.of(
        argumentSet(
            "10 MB",
            "x".repeat(10_000_000),
            "the text has 10,000,000 characters, more than 1,048,576",
            1 << 20,
            help),
        argumentSet(
            "a chain of set operations",
            "SELECT 1" + " UNION ALL SELECT 1".repeat(2_001),
            "the text has more than 2,000 set operations",
            38_009,
            "write the rows as a `VALUES` list, or split the text"),
        argumentSet(
            "a chain of operators",
            "select 1" + "\n||1".repeat(5_001),
            "the text chains more operators or joins than any tree of it may be deep",
            20_009,
            "put brackets around parts of the chain, or split the text"),
        argumentSet(
            "a chain of joins",
            "select 1 from a" + " join b on true".repeat(2_001),
            "the text chains more operators or joins than any tree of it may be deep",
            30_016,
            "put brackets around parts of the chain, or split the text"),
        argumentSet(
            "100,000 tokens",
            "select " + "1,".repeat(50_000) + "1",
            "the text has more than 90,000 tokens",
            90_006,
            help),
        argumentSet(
            "tokens after a string that only looks open",
            "select 1$$'$$" + ",1".repeat(50_000),
            "the text has more than 90,000 tokens",
            90_010,
            help),
        argumentSet(
            "100,000 open parentheses",
            "(".repeat(100_000),
            "brackets are nested more than 200 deep",
            200,
            "nest fewer, such as with a WITH query"),
        argumentSet(
            "100,000 matched brackets",
            "select array" + "[".repeat(100_000) + "]".repeat(100_000),
            "brackets are nested more than 200 deep",
            212,
            "nest fewer, such as with a WITH query"));
  }

  @ParameterizedTest
  @MethodSource
  void overALimit(String sql, String message, int position, String help) {
    assertThat(InputLimits.refusal(sql)).contains(new Reading.Refused(message, position, help));
  }

  @Test
  void anOrdinaryMigrationOfSeveralHundredKilobytesPasses() {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; sql.length() < 350_000; i++) {
      sql.append("CREATE TABLE \"Booking%d\" (\n".formatted(i))
          .append(
              "    \"id\" TEXT NOT NULL,\n    \"createdAt\" TIMESTAMP(3) NOT NULL DEFAULT now(),\n")
          .append("    CONSTRAINT \"Booking%d_pkey\" PRIMARY KEY (\"id\")\n);\n".formatted(i))
          .append("INSERT INTO \"Booking%d\" VALUES ('b-%d', '2026-01-01');\n".formatted(i, i));
    }
    assertThat(InputLimits.refusal(sql.toString())).isEmpty();
  }
}
