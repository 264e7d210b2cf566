package dev.sallyport.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
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

/** Every place in which a statement runs a function of a user's without naming it. */
class UserCodeTest {
  private static final Catalog CATALOG = new Catalog();
  private static TargetDatabase target;
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        function("f_moved_out", "()", "trigger", "plpgsql", "BEGIN RETURN OLD; END"),
        function("f_moved_in", "()", "trigger", "plpgsql", "BEGIN RETURN NEW; END"),
        function("f_when", "(int)", "bool", "sql", "SELECT true"),
        function("f_key", "(int)", "int", "sql", "SELECT $1"),
        function("f_index", "(int)", "int", "sql", "SELECT $1"),
        function("f_where", "(int)", "bool", "sql", "SELECT true"),
        function("f_check", "(int)", "bool", "sql", "SELECT true"),
        function("f_domain", "(int)", "bool", "sql", "SELECT true"),
        function("f_default", "()", "int", "sql", "SELECT 1"),
        function("f_column", "()", "int", "sql", "SELECT 1"),
        function("f_generated", "(int)", "int", "sql", "SELECT $1"),
        function("f_policy", "(int)", "bool", "sql", "SELECT true"),
        function("f_seen", "(int)", "bool", "sql", "SELECT true"),
        function("f_view", "(int)", "int", "sql", "SELECT $1"),
        function("f_stat", "(int)", "int", "sql", "SELECT $1"),
        function("f_once", "(text)", "int", "plpgsql", "BEGIN RETURN 1; END"),
        function("f_inner", "(text)", "int", "plpgsql", "BEGIN RETURN 1; END"),
        function("f_outer", "(int)", "int", "sql", "SELECT $1 + public.f_inner('x')"),
        function(
            "f_usual", "(int, int DEFAULT f_once('x'))", "int", "plpgsql", "BEGIN RETURN $1; END"),
        function("f_harmless", "(text)", "int", "sql", "SELECT length(lower($1))"),
        "CREATE TABLE moving(id int, part int) PARTITION BY LIST (part)",
        "CREATE TABLE moving_1 PARTITION OF moving FOR VALUES IN (1)",
        "CREATE TABLE moving_2 PARTITION OF moving FOR VALUES IN (2)",
        "CREATE TRIGGER leaves AFTER DELETE ON moving_1 FOR EACH ROW EXECUTE FUNCTION"
            + " f_moved_out()",
        "CREATE TRIGGER arrives AFTER INSERT ON moving_2 FOR EACH ROW EXECUTE FUNCTION"
            + " f_moved_in()",
        "CREATE TABLE guarded(id int)",
        "CREATE TRIGGER t AFTER UPDATE ON guarded FOR EACH ROW WHEN (f_when(new.id))"
            + " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE TABLE routed(id int) PARTITION BY LIST (f_key(id))",
        "CREATE TABLE routed_1 PARTITION OF routed FOR VALUES IN (1)",
        "CREATE TABLE indexed(id int, at int)",
        "CREATE INDEX ON indexed (f_index(id)) WHERE f_where(at)",
        "CREATE TABLE checked(id int, CHECK (f_check(id)))",
        "CREATE TABLE unchecked(id int)",
        "ALTER TABLE unchecked ADD CONSTRAINT later CHECK (f_check(id)) NOT VALID",
        "CREATE DOMAIN inner_d AS int CHECK (f_domain(VALUE))",
        "CREATE DOMAIN outer_d AS inner_d",
        "CREATE DOMAIN plain_d AS int",
        "CREATE TYPE pair AS (a int, b inner_d)",
        "CREATE DOMAIN defaulted AS int DEFAULT f_default()",
        "CREATE TABLE of_domain(id outer_d)",
        "CREATE TABLE of_array(id inner_d[])",
        "CREATE TABLE of_pair(id pair)",
        "CREATE TABLE of_default(id defaulted, x int)",
        "CREATE TABLE columns_default(id int, x int DEFAULT f_column())",
        "CREATE TABLE generated(id int, x int GENERATED ALWAYS AS (f_generated(id)) STORED)",
        "CREATE TABLE secret(id int)",
        "ALTER TABLE secret ENABLE ROW LEVEL SECURITY",
        "CREATE VIEW permitted AS SELECT id FROM columns_default WHERE f_seen(id)",
        "CREATE POLICY p ON secret USING (f_policy(id) AND id IN (SELECT id FROM permitted))",
        "CREATE MATERIALIZED VIEW frozen AS SELECT f_view(id) AS id FROM columns_default",
        "CREATE MATERIALIZED VIEW frozen_over_view AS SELECT id FROM permitted",
        "CREATE VIEW casting AS SELECT id::outer_d AS id FROM columns_default",
        "CREATE TABLE counted(id int, x int)",
        TestServer.major() < 14
            ? "CREATE STATISTICS counts ON id, x FROM counted"
            : "CREATE STATISTICS counts ON (f_stat(id)), x FROM counted",
        "CREATE TABLE planned_index(id int, at int)",
        "CREATE INDEX ON planned_index ((id + f_once('x')))",
        "CREATE TABLE planned_where(id int, at int)",
        "CREATE INDEX ON planned_where (id) WHERE at > f_once('x')",
        "CREATE TABLE planned_text(id int, at int)",
        "CREATE INDEX ON planned_text (f_outer(id))",
        "CREATE TABLE planned_usual(id int, at int)",
        "CREATE INDEX ON planned_usual (f_usual(id))",
        "CREATE TABLE planned_check(id int, CHECK (id > f_once('x')))",
        "CREATE TABLE planned_part(id int) PARTITION BY RANGE ((id + f_once('x')))",
        "CREATE TABLE planned_part_1 PARTITION OF planned_part DEFAULT",
        "CREATE TABLE planned_stat(id int, x int)",
        TestServer.major() < 14
            ? "CREATE INDEX ON planned_stat ((id + f_once('x')))"
            : "CREATE STATISTICS planned ON (id + f_once('x')), x FROM planned_stat",
        "CREATE TABLE harmless(id int, x text)",
        "CREATE INDEX ON harmless (f_harmless(x))",
        "CREATE TYPE span AS RANGE (subtype = int)",
        "CREATE TABLE spans(during span)",
        "CREATE TYPE exact AS RANGE (subtype = float8, subtype_diff = float8mi)",
        "CREATE TABLE exacts(during exact)",
        function("f_apart", "(float8, float8)", "float8", "sql", "SELECT $1 - $2"),
        "CREATE TYPE apart AS RANGE (subtype = float8, subtype_diff = f_apart)",
        "CREATE TABLE aparts(during apart)",
        "CREATE MATERIALIZED VIEW kept_aparts AS SELECT during FROM aparts",
        "CREATE TABLE plain(id int, x text)",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO agent");
    target = database.target();
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    target.close();
    reader.close();
  }

  static String function(
      String name, String arguments, String result, String language, String body) {
    return "CREATE FUNCTION "
        + name
        + arguments
        + " RETURNS "
        + result
        + " IMMUTABLE LANGUAGE "
        + language
        + " AS $$ "
        + body
        + " $$";
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

  private static Arguments row(String sql, String function) {
    return argumentSet(sql, sql, "public." + function);
  }

  static Stream<Arguments> userCodeThatNoNameTells() {
    return Stream.of(
        row("UPDATE moving SET part = 2 WHERE id = 1", "f_moved_out"),
        row("UPDATE moving SET part = 2 WHERE id = 1", "f_moved_in"),
        row("UPDATE guarded SET id = 1 WHERE id = 2", "f_when"),
        row("INSERT INTO routed VALUES (1)", "f_key"),
        row("INSERT INTO routed_1 VALUES (1)", "f_key"),
        row("INSERT INTO indexed VALUES (1)", "f_index"),
        row("INSERT INTO indexed VALUES (1)", "f_where"),
        row("REINDEX TABLE indexed", "f_index"),
        row("ANALYZE indexed", "f_index"),
        row("ANALYZE counted", "f_stat"),
        row("INSERT INTO checked VALUES (1)", "f_check"),
        row("ALTER TABLE unchecked VALIDATE CONSTRAINT later", "f_check"),
        row("ALTER TABLE generated ALTER id TYPE bigint", "f_generated"),
        row("INSERT INTO of_domain VALUES (1)", "f_domain"),
        row("INSERT INTO of_array VALUES ('{1}')", "f_domain"),
        row("INSERT INTO of_pair VALUES ('(1,2)')", "f_domain"),
        row("INSERT INTO of_default (x) VALUES (1)", "f_default"),
        row("INSERT INTO columns_default (id) VALUES (1)", "f_column"),
        row("INSERT INTO generated (id) VALUES (1)", "f_generated"),
        row("SELECT coalesce(id, '5') FROM of_domain", "f_domain"),
        row("SELECT json_populate_record(t, '{\"id\": 5}') FROM of_domain t", "f_domain"),
        row("SELECT id FROM secret", "f_policy"),
        row("SELECT id FROM secret", "f_seen"),
        row("REFRESH MATERIALIZED VIEW frozen", "f_view"),
        row("REFRESH MATERIALIZED VIEW frozen_over_view", "f_seen"),
        row("SELECT id FROM casting", "f_domain"),
        row("SELECT id FROM planned_index", "f_once"),
        row("EXPLAIN SELECT id FROM planned_index", "f_once"),
        row("SELECT id FROM planned_where", "f_once"),
        row("SELECT id FROM planned_text", "f_inner"),
        row("SELECT id FROM planned_usual", "f_once"),
        row("SELECT id FROM planned_check", "f_once"),
        row("SELECT id FROM planned_part", "f_once"),
        row("SELECT id FROM planned_part_1", "f_once"),
        row("SELECT id FROM planned_stat", "f_once"),
        row("SELECT count(*) FROM aparts WHERE during && '[1,2]'", "f_apart"),
        row("EXPLAIN SELECT during FROM aparts WHERE during @> 1.5::float8", "f_apart"),
        row("SELECT during FROM kept_aparts WHERE during && '[1,2]'", "f_apart"),
        row("SELECT '[1,2]'::apart", "apart"),
        row("SELECT 1::outer_d", "outer_d"),
        row("SELECT '{1}'::outer_d[]", "outer_d"),
        row("SELECT (1).outer_d", "outer_d"),
        row("SELECT (id).outer_d FROM plain", "outer_d"),
        row("SELECT (ARRAY[1])[1].outer_d", "outer_d"),
        row("SELECT g.outer_d FROM generate_series(1, 2) g", "outer_d"),
        row("SELECT generate_series.outer_d FROM generate_series(1, 2)", "outer_d"),
        row("SELECT (SELECT g.outer_d) FROM ROWS FROM (generate_series(1, 2)) g", "outer_d"),
        row("SELECT '(1,2)'::pair", "pair"),
        row("ALTER DOMAIN inner_d VALIDATE CONSTRAINT inner_d_check", "inner_d"),
        row("ALTER TABLE plain ADD COLUMN d defaulted", "defaulted"),
        row(
            "CREATE TRIGGER t AFTER INSERT ON plain FOR EACH ROW EXECUTE FUNCTION f_moved_in()",
            "f_moved_in"));
  }

  @ParameterizedTest
  @MethodSource
  void userCodeThatNoNameTells(String sql, String function) {
    assumeTrue(
        TestServer.major() >= 14 || !function.endsWith("f_stat"), "no statistics over expressions");
    assertThat(called(target, sql)).contains(function);
  }

  static Stream<String> nothingOfAUsers() {
    return Stream.of(
        "UPDATE moving SET id = 2 WHERE id = 1",
        "SELECT id FROM frozen",
        "SELECT id FROM plain",
        "SELECT id FROM indexed",
        "SELECT id FROM checked",
        "SELECT id FROM routed_1",
        "SELECT id FROM counted",
        "SELECT id FROM harmless",
        "SELECT id FROM plain WHERE x = 'a'",
        "SELECT during FROM spans WHERE during && span(1, 2)",
        "INSERT INTO spans VALUES (span(1, 2, '[]'))",
        "SELECT count(*) FROM exacts WHERE during && '[1,2]'::exact",
        "SELECT 1::plain_d",
        "INSERT INTO plain VALUES (1, 'x')",
        "ALTER TABLE plain ADD COLUMN n int",
        "ANALYZE plain",
        "CREATE TRIGGER t BEFORE UPDATE ON plain FOR EACH ROW"
            + " EXECUTE FUNCTION suppress_redundant_updates_trigger()");
  }

  @ParameterizedTest
  @MethodSource
  void nothingOfAUsers(String sql) {
    assertThat(called(target, sql)).isEmpty();
  }
}
