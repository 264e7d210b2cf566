package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.TargetTraits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts between schemas that a superuser made, of several owners. Those made by chance are a few
 * seeds; more with {@code -Dschemas=COUNT}, others with {@code -Dschemas.first=SEED}.
 */
class RandomSchemasTest {
  /** Of several owners, one of whom may not use the schema. */
  private static final List<Pair> OF_OTHERS =
      List.of(
          new Pair(
              "privileges on columns that became the owner's",
              """
              CREATE TABLE t(a int, b int);
              GRANT SELECT (a), UPDATE (b) ON t TO app_owner;
              ALTER TABLE t OWNER TO app_owner\
              """,
              """
              CREATE TABLE t(a int, b int);
              ALTER TABLE t OWNER TO app_owner\
              """),
          new Pair(
              "owner who may not use the schema",
              """
              CREATE SCHEMA s;
              CREATE SEQUENCE s.q;
              CREATE TABLE s.t(a int, b int);
              ALTER SEQUENCE s.q OWNER TO app_owner;
              ALTER TABLE s.t OWNER TO app_owner\
              """,
              """
              CREATE SCHEMA s;
              CREATE SEQUENCE s.q INCREMENT 2;
              CREATE TABLE s.t(a bigint, b int PRIMARY KEY, c int REFERENCES s.t);
              GRANT SELECT ON s.q TO app_reader WITH GRANT OPTION;
              GRANT SELECT ON s.t TO app_reader WITH GRANT OPTION;
              ALTER SEQUENCE s.q OWNER TO app_owner;
              ALTER TABLE s.t OWNER TO app_owner\
              """),
          new Pair(
              "materialized view through a superuser's view",
              """
              CREATE TABLE t(a int);
              CREATE VIEW v AS SELECT a FROM t;
              CREATE MATERIALIZED VIEW m AS SELECT a FROM v;
              ALTER TABLE t OWNER TO app_owner\
              """,
              """
              CREATE TABLE t(a bigint);
              CREATE VIEW v AS SELECT a, a + 1 AS b FROM t;
              CREATE MATERIALIZED VIEW m AS SELECT a, b FROM v;
              ALTER TABLE t OWNER TO app_owner\
              """),
          new Pair(
              "user mapping of another role",
              "CREATE TABLE t(a int)",
              """
              CREATE FOREIGN DATA WRAPPER w;
              CREATE SERVER s FOREIGN DATA WRAPPER w;
              CREATE USER MAPPING FOR app_reader SERVER s OPTIONS ("user" 'v');
              CREATE TABLE t(a bigint)\
              """),
          new Pair(
              "event trigger",
              """
              CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'\
              """,
              """
              CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
              CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f();
              ALTER EVENT TRIGGER e DISABLE\
              """));

  @TempDir static Path home;
  private static SqlReader reader;
  private static Shadow shadow;

  @BeforeAll
  static void open() {
    for (String role : List.of("app_reader", "app_owner")) {
      new TestServer.TestDatabase("postgres")
          .run(
              ("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s')"
                      + " THEN CREATE ROLE %1$s; END IF; END $$")
                  .formatted(role));
    }
    reader = new SqlReader();
    shadow = Shadow.embedded(home, reader);
  }

  @AfterAll
  static void close() {
    shadow.close();
    reader.close();
  }

  @Test
  void scriptsMakeOneSchemaOfTheOther() {
    long first = Long.getLong("schemas.first", 1);
    List<Pair> pairs =
        LongStream.range(first, first + Long.getLong("schemas", 2))
            .mapToObj(RandomSchema::pair)
            .toList();

    assertThat(converge(pairs)).isEmpty();
  }

  @Test
  void scriptsForObjectsOfOthersConverge() {
    List<Pair> pairs = new ArrayList<>(OF_OTHERS);
    OF_OTHERS.forEach(one -> pairs.add(new Pair(one + ", back", one.to(), one.from())));

    assertThat(converge(pairs)).isEmpty();
  }

  private static List<String> converge(List<Pair> pairs) {
    List<String> problems = new ArrayList<>();
    pairs.forEach(pair -> problems.addAll(converge(pair)));
    return problems;
  }

  private static List<String> converge(Pair pair) {
    TestServer.TestDatabase from = TestServer.create();
    TestServer.TestDatabase to = TestServer.create();
    from.run(pair.from().split(";\n"));
    to.run(pair.to().split(";\n"));
    try (TargetDatabase source = new TargetDatabase(from.settings("postgres"), null);
        TargetDatabase target = new TargetDatabase(to.settings("postgres"), null)) {
      SchemaFacts goal = target.facts(FactReader::read);
      SchemaDiff diff = new SchemaDiff(shadow, source.facts(TargetTraits::of), Comparing.DATABASES);
      ScriptOutcome outcome = diff.script(source.facts(FactReader::read), goal);
      if (outcome instanceof ScriptOutcome.Refused refused) {
        // The one thing of these that PostgreSQL has no statement for.
        return refused.left().toString().contains("partition key")
            ? List.of()
            : List.of(pair + ": " + refused.message() + " " + refused.left());
      }
      ScriptOutcome.Proven proven = (ScriptOutcome.Proven) outcome;
      proven.script().statements().forEach(statement -> from.run(statement.sql()));
      String said = String.join("\n", proven.remarks());
      return diff.difference(source.facts(FactReader::read), goal).objects().stream()
          .filter(left -> !said.contains("NOT NULL of " + left.key().words() + " "))
          .map(ObjectDifference::words)
          .map(line -> pair + " still: " + line)
          .toList();
    } catch (RuntimeException e) {
      return List.of(pair + ": " + e.getMessage());
    }
  }
}
