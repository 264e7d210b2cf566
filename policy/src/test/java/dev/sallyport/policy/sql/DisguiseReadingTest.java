package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that mean one thing to one parser and another to PostgreSQL. */
class DisguiseReadingTest extends ReadingCase {
  /** Each runs a DROP, an INTO or a DELETE of all: refused, or told in full. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; DROP TABLE users",
        "SELECT 4 //* */ 2; DROP TABLE users",
        "SELECT E'\\'' ; DROP TABLE users; --'",
        "SELECT `a; DROP TABLE users; --`",
        "SELECT q'{'; DROP TABLE users; --}'",
        "SELECT 1\n\n\n; DROP TABLE users",
        "SELECT 1\n/\n2; DROP TABLE users",
        "SELECT 1\ngo\n; DROP TABLE users",
        "SELECT '\\'; DROP TABLE users; --'",
        "SELECT $$a$$; DROP TABLE users; --$$",
        "SELECT $x$ $$ $x$; DROP TABLE users",
        "SELECT 1 /* /* */ */; DROP TABLE users",
        "SELECT 1 -- \r; DROP TABLE users\n; DROP TABLE users",
        "SELECT U&'\\0027'; DROP TABLE users; --'",
        "SELECT 'a'\n'b'; DROP TABLE users",
        "SELECT \"a;b\"; DROP TABLE users",
        "BEGIN; DROP TABLE users; END",
        "COMMIT; DROP TABLE users",
        "; ; DROP TABLE users",
        "DO $$ BEGIN DROP TABLE users; END $$",
        "EXPLAIN ANALYZE SELECT 1; DROP TABLE users",
        "/* comment */ DROP TABLE users",
        "DROP/**/TABLE/**/users",
        "drop table\"users\"",
        "DROP TABLE U&\"us\\0065rs\"",
        "PREPARE p AS SELECT 1; DROP TABLE users",
        "CREATE SCHEMA s CREATE TABLE t (a int); DROP TABLE users",
      })
  void aDropIsNeverHidden(String sql) {
    assertThat(effects(sql)).containsAnyOf("drop table users", "refused: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 4 //**/ 2 INTO evil FROM users",
        "SELECT 1 AS a INTO UNLOGGED evil",
        "SELECT * INTO TEMPORARY TABLE evil FROM users",
        "WITH a AS (SELECT 1) SELECT * INTO evil FROM a",
        "SELECT 1 INTO evil UNION SELECT 2",
        "EXPLAIN ANALYZE SELECT 1 INTO evil",
      })
  void aSelectIntoIsNeverHidden(String sql) {
    assertThat(effects(sql)).containsAnyOf("create table evil", "refused: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM users WHERE id = 4 //**/ 2 OR true",
        "DELETE FROM users WHERE id = 4 -- */ AND id = 5\n OR true",
        "DELETE FROM users WHERE name = 'a\\' OR true OR name = 'b'",
      })
  void aPredicateIsNeverHidden(String sql) {
    assertThat(effects(sql)).containsAnyOf("unbounded", "refused: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1\u0001; DROP TABLE users",
        "SELECT 1\u0000",
        "\uFEFFSELECT 1",
        "SELECT '\uD800'",
        "SELECT 'unterminated",
        "SELECT \"unterminated",
        "SELECT $$unterminated",
        "SELECT /* unterminated",
        "SELECT (1",
        "IF true THEN SELECT 1",
        "USE other",
        "DESCRIBE users",
        "SELECT TOP 5 * FROM users",
        "REPLACE INTO users VALUES (1)",
        "SELECT {fn now()}",
        "SELECT [a] FROM users",
        "SELECT :id",
        "SELECT ?",
      })
  void whatPostgresqlWouldNotReadIsRefused(String sql) {
    assertThat(effects(sql)).startsWith("refused: ");
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        argumentSet(
            "two", "SELECT 1; DELETE FROM a WHERE b = 1", "read\ndelete table a; read table a(b)"),
        argumentSet("empty ones do not count", ";; SELECT 1 ;;", "read"),
        argumentSet("nothing", " -- nothing\n /* at all */ ", ""),
        argumentSet("transaction", "BEGIN; SELECT 1; ROLLBACK", "transaction\nread\ntransaction"),
        argumentSet(
            "a body's semicolons are its own",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
            "create function f\nread"));
  }

  @ParameterizedTest
  @MethodSource
  void scripts(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  /** The text that is sent is the part that was read, exactly. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 'é😀'; SELECT \"ü\" FROM t -- end",
        "  SELECT 1 ;\n\tSELECT 2  ; ",
        "/* a */ SELECT 1 /* b */; -- c\nSELECT 2",
      })
  void eachStatementReadsTheSameAlone(String sql) {
    for (Statement statement : ((Reading.Understood) read(sql)).statements()) {
      assertThat(statement.text()).isEqualTo(statement.span().of(sql));
      Reading.Understood alone = (Reading.Understood) read(statement.text());
      assertThat(alone.statements()).hasSize(1);
      assertThat(alone.statements().get(0).effects())
          .containsExactlyInAnyOrderElementsOf(statement.effects());
    }
  }
}
