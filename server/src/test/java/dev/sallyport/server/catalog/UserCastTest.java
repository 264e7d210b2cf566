package dev.sallyport.server.catalog;

import static dev.sallyport.server.catalog.UserCodeTest.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** User code that a cast runs, or that an extension seems to vouch for: a database for each. */
class UserCastTest {
  private static final Catalog CATALOG = new Catalog();
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  private static List<String> called(TargetDatabase database, String sql) {
    Reading reading = reader.read(sql);
    assertThat(reading).as(sql).isInstanceOf(Reading.Understood.class);
    Statement statement = ((Reading.Understood) reading).statements().get(0);
    return database.facts(session -> CATALOG.resolve(statement, session)).effects().stream()
        .filter(effect -> effect.kind() == EffectKind.CALL)
        .map(effect -> effect.object().toString())
        .toList();
  }

  static Stream<Arguments> membersOfAnExtension() {
    return Stream.of(
        argumentSet("its own, to be read", "SELECT show_trgm('word')", List.of()),
        argumentSet("its own operator", "SELECT 'a' % 'b'", List.of()),
        argumentSet(
            "in what one reader reads", "SELECT show_trgm('a') WHERE 'a' %> 'b'", List.of()),
        argumentSet("added", "SELECT show_limit('x')", List.of("public.show_limit")),
        argumentSet("an aggregate added", "SELECT show_all('x')", List.of("public.show_all")));
  }

  /** Whoever created an extension may add functions of their own to it. */
  @ParameterizedTest
  @MethodSource
  void membersOfAnExtension(String sql, List<String> calls) {
    TestServer.TestDatabase database = TestServer.create();
    database.runAs(
        "agent",
        "CREATE EXTENSION pg_trgm",
        function("show_limit", "(text)", "text", "plpgsql", "BEGIN RETURN $1; END"),
        "ALTER EXTENSION pg_trgm ADD FUNCTION show_limit(text)",
        function("added", "(text, text)", "text", "plpgsql", "BEGIN RETURN $1; END"),
        "CREATE AGGREGATE show_all(text) (SFUNC = added, STYPE = text)",
        "ALTER EXTENSION pg_trgm ADD AGGREGATE show_all(text)");
    try (TargetDatabase other = database.target()) {
      assertThat(called(other, sql)).isEqualTo(calls);
    }
  }

  static Stream<Arguments> aCastThatNobodyWrites() {
    return Stream.of(
        argumentSet("assignment", "INSERT INTO into_it (m) SELECT n FROM from_it", true),
        argumentSet("update", "UPDATE into_it SET m = n FROM from_it", true),
        argumentSet("read", "SELECT n FROM from_it", false));
  }

  @ParameterizedTest
  @MethodSource
  void aCastThatNobodyWrites(String sql, boolean runs) {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE FUNCTION to_mood(int) RETURNS mood LANGUAGE sql AS $$ SELECT 'ok'::mood $$",
        "CREATE CAST (int AS mood) WITH FUNCTION to_mood(int) AS ASSIGNMENT",
        "CREATE TABLE into_it(m mood)",
        "CREATE TABLE from_it(n int)",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO agent");
    try (TargetDatabase other = database.target()) {
      assertThat(called(other, sql)).hasSize(runs ? 1 : 0);
    }
  }

  static Stream<Arguments> aCastToJsonInAView() {
    return Stream.of(
        argumentSet("the view", "SELECT j FROM moods_json", List.of("public.f_mood")),
        argumentSet("one over it", "SELECT j FROM again", List.of("public.f_mood")),
        argumentSet("the table", "SELECT m FROM moods", List.of()));
  }

  /** The functions that make JSON look for it by themselves. */
  @ParameterizedTest
  @MethodSource
  void aCastToJsonInAView(String sql, List<String> calls) {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        function("f_mood", "(mood)", "json", "sql", "SELECT '1'::json"),
        "CREATE CAST (mood AS json) WITH FUNCTION f_mood(mood)",
        "CREATE TABLE moods(m mood)",
        "CREATE VIEW moods_json AS SELECT row_to_json(moods) AS j FROM moods",
        "CREATE VIEW again AS SELECT j FROM moods_json",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO agent");
    try (TargetDatabase other = database.target()) {
      assertThat(called(other, sql)).isEqualTo(calls);
    }
  }
}
