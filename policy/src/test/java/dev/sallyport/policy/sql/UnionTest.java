package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnionTest {
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void inAScriptOnlyWhatJSqlParserCanNotReadIsReadByOne() {
    List<Statement> statements =
        understood("select 1 from a; copy b from stdin; delete from c where id = 1");

    assertThat(statements)
        .extracting(statement -> statement.has(Qualifier.ONE_READER))
        .containsExactly(false, true, false);
  }

  @Test
  void aTransactionIsNoBlock() {
    List<Statement> statements = understood("begin; delete from a where id = 1; end");

    assertThat(statements).hasSize(3);
    assertThat(statements.get(1).has(EffectKind.DELETE)).isTrue();
    assertThat(statements.get(1).has(Qualifier.ONE_READER)).isFalse();
  }

  static Stream<Arguments> twoMeanings() {
    return Stream.of(
        argumentSet("comment of another dialect", "select 4 //* */ 2; drop table users"),
        argumentSet("backslash", "select E'\\'' ; drop table users; --'"),
        argumentSet("backquotes", "select `a; drop table users; --`"),
        argumentSet("quoting of another dialect", "select q'{'; drop table users; --}'"),
        argumentSet(
            "behind what JSqlParser can't read",
            "copy a from stdin; select E'\\'' ; drop table users; --'"));
  }

  /** Whether refused for its two meanings or read by the grammar alone: the DROP is seen. */
  @ParameterizedTest
  @MethodSource
  void twoMeanings(String sql) {
    if (reader.read(sql) instanceof Reading.Understood understood) {
      assertThat(understood.statements()).anyMatch(statement -> statement.has(EffectKind.DROP));
    }
  }

  @Test
  void differentNumbersOfStatementsAreARefusal() {
    assertThat(reader.read("select 4 //* */ 2; drop table users"))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo(
                        "the two readers see different numbers of statements:"
                            + " PostgreSQL's grammar 2, JSqlParser 1"));
  }

  /** The second reader takes all that follows for a part of the function. */
  @Test
  void whatFollowsAFunctionWithAQuotedBodyIsReadByBoth() {
    List<Statement> statements =
        understood(
            "create function f() returns int language sql as 'select 1';"
                + " create table t (id int); drop table users");

    assertThat(statements).hasSize(3);
    assertThat(statements.get(2).has(EffectKind.DROP)).isTrue();
    assertThat(statements.get(2).has(Qualifier.ONE_READER)).isFalse();
  }

  private static List<Statement> understood(String sql) {
    return ((Reading.Understood) reader.read(sql)).statements();
  }
}
