package dev.sallyport.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many rows an approver is told would be gone. */
class LossesTest {
  private static final Catalog CATALOG = new Catalog();
  private static TargetDatabase target;
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE SCHEMA app",
        "CREATE TABLE app.owners AS SELECT i AS id FROM generate_series(1, 34) i",
        "ALTER TABLE app.owners ADD PRIMARY KEY (id)",
        "CREATE TABLE app.cars(owner int REFERENCES app.owners)",
        "INSERT INTO app.cars SELECT 1 FROM generate_series(1, 7)",
        "CREATE TABLE app.\"Odd.Name'\" AS SELECT 1 AS one",
        "CREATE TABLE app.logs(at int) PARTITION BY RANGE (at)",
        "CREATE TABLE app.logs_1 PARTITION OF app.logs FOR VALUES FROM (0) TO (10)",
        "INSERT INTO app.logs SELECT 1 FROM generate_series(1, 3)",
        "CREATE TABLE app.guarded(id int)",
        "ALTER TABLE app.guarded ENABLE ROW LEVEL SECURITY",
        "CREATE TABLE app.secret AS SELECT 1 AS one",
        "CREATE FUNCTION app.spy(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
            + " $$ BEGIN RETURN $1; END $$",
        "CREATE TABLE app.spied(id int)",
        "CREATE VIEW app.seen AS SELECT app.spy(owner) FROM app.cars",
        "CREATE INDEX ON app.spied ((id + app.spy(1)))",
        "INSERT INTO app.spied VALUES (1)",
        "CREATE TABLE app.spied_parts(id int) PARTITION BY RANGE ((id + app.spy(1)))",
        "CREATE TABLE app.spied_part PARTITION OF app.spied_parts DEFAULT",
        "GRANT USAGE ON SCHEMA app TO agent",
        "GRANT SELECT ON ALL TABLES IN SCHEMA app TO agent",
        "REVOKE SELECT ON app.secret FROM agent");
    target = database.target();
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    target.close();
    reader.close();
  }

  static Stream<Arguments> whatIsGone() {
    return Stream.of(
        argumentSet("drop", "DROP TABLE app.cars", List.of("app.cars 7 true")),
        argumentSet(
            "truncate and what refers to it",
            "TRUNCATE app.owners CASCADE",
            List.of("app.owners 34 true", "app.cars 7 true")),
        argumentSet(
            "a name to be quoted", "DROP TABLE app.\"Odd.Name'\"", List.of("app.Odd.Name' 1 true")),
        argumentSet("partitions", "DROP TABLE app.logs", List.of("app.logs_1 3 true")),
        argumentSet(
            "not counted past a policy", "DROP TABLE app.guarded", List.of("app.guarded -1 false")),
        argumentSet("not readable", "DROP TABLE app.secret", List.of("app.secret -1 false")),
        argumentSet(
            "a schema",
            "DROP SCHEMA app CASCADE",
            List.of(
                "app.owners 34 true",
                "app.cars 7 true",
                "app.logs_1 3 true",
                "app.Odd.Name' 1 true",
                "app.guarded -1 false",
                "app.secret -1 false",
                "app.spied -1 false",
                "app.spied_part -1 false")),
        argumentSet(
            "not counted where planning would run a function",
            "DROP TABLE app.spied",
            List.of("app.spied -1 false")),
        argumentSet("a view", "DROP VIEW IF EXISTS app.nothing", List.of()),
        argumentSet(
            "rows that go by a WHERE are an estimate's", "DELETE FROM app.cars", List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsGone(String sql, List<String> expected) {
    Statement statement = ((Reading.Understood) reader.read(sql)).statements().get(0);
    List<Loss> losses =
        target.facts(
            session -> CATALOG.losses(List.of(CATALOG.resolve(statement, session)), session));
    assertThat(losses)
        .extracting(loss -> loss.table() + " " + loss.rows() + " " + loss.exact())
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> rowsThatAPlanMayChange() {
    return Stream.of(
        argumentSet("a table", "cars", OptionalLong.of(7)),
        argumentSet("partitions", "logs", OptionalLong.of(3)),
        argumentSet("a view", "seen", OptionalLong.empty()),
        argumentSet("past a policy", "guarded", OptionalLong.empty()),
        argumentSet("planning would run a function", "spied", OptionalLong.empty()),
        argumentSet("nothing", "nothing", OptionalLong.empty()));
  }

  @ParameterizedTest
  @MethodSource
  void rowsThatAPlanMayChange(String table, OptionalLong expected) {
    ObjectName name = ObjectName.of("app", table);
    OptionalLong rows = target.facts(session -> CATALOG.rows(name, session));
    assertThat(rows).isEqualTo(expected);
  }
}
