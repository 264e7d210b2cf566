package dev.sallyport.server.migration.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.catalog.SchemaInventory;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of which everything was applied but one piece: none may be called applied, and each is when
 * the piece is there too.
 */
class HalfAppliedTest {
  private static final String BASE =
      """
      CREATE TABLE t (a int, b text NOT NULL, c int NOT NULL DEFAULT 1);
      CREATE TABLE u (id int PRIMARY KEY, other int UNIQUE);
      """;

  /** What every file does besides, and what is there in every case. */
  private static final String REST = "CREATE TABLE rest (x int);";

  @TempDir static Path folder;
  private static EmbeddedServer server;
  private static PostgresGrammar grammar;
  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(folder);
    grammar = new PostgresGrammar(1);
    database = server.createDatabase("half", "half_owner");
  }

  @AfterAll
  static void stop() {
    grammar.close();
    server.close();
  }

  /** Name; what is there before; the piece; what is there in its place. */
  static Stream<Arguments> pieces() {
    return Stream.of(
        piece("DROP TABLE", "CREATE TABLE gone (a int)", "DROP TABLE gone", ""),
        piece("DROP COLUMN", "", "ALTER TABLE t DROP COLUMN c", ""),
        piece("DROP INDEX", "CREATE INDEX i ON t (a)", "DROP INDEX i", ""),
        piece("DROP TYPE", "CREATE TYPE k AS ENUM ('A')", "DROP TYPE k", ""),
        piece(
            "DROP FUNCTION",
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "DROP FUNCTION f",
            ""),
        piece("DROP VIEW", "CREATE VIEW v AS SELECT a FROM t", "DROP VIEW IF EXISTS v CASCADE", ""),
        piece("DROP NOT NULL", "", "ALTER TABLE t ALTER b DROP NOT NULL", ""),
        piece("DROP DEFAULT", "", "ALTER TABLE t ALTER c DROP DEFAULT", ""),
        piece("SET DEFAULT", "", "ALTER TABLE t ALTER c SET DEFAULT 2", ""),
        piece("SET NOT NULL", "", "ALTER TABLE t ALTER a SET NOT NULL", ""),
        piece(
            "a column's type",
            "",
            "ALTER TABLE t ALTER a TYPE numeric(10,2)",
            "ALTER TABLE t ALTER a TYPE numeric(8,2)"),
        piece("RENAME TABLE", "CREATE TABLE old (a int)", "ALTER TABLE old RENAME TO new", ""),
        piece("RENAME COLUMN", "", "ALTER TABLE t RENAME a TO a2", ""),
        piece("RENAME CONSTRAINT", "", "ALTER TABLE u RENAME CONSTRAINT u_pkey TO pk", ""),
        piece("RENAME INDEX", "CREATE INDEX i ON t (a)", "ALTER INDEX i RENAME TO j", ""),
        piece("RENAME TYPE", "CREATE TYPE k AS ENUM ('A')", "ALTER TYPE k RENAME TO l", ""),
        piece(
            "RENAME VALUE",
            "CREATE TYPE k AS ENUM ('A')",
            "ALTER TYPE k RENAME VALUE 'A' TO 'B'",
            ""),
        piece(
            "RENAME FUNCTION",
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "ALTER FUNCTION f(int) RENAME TO g",
            ""),
        piece(
            "SET SCHEMA",
            "CREATE SCHEMA s; CREATE TABLE moved (a int)",
            "ALTER TABLE moved SET SCHEMA s",
            ""),
        piece("an enum's value", "CREATE TYPE k AS ENUM ('A')", "ALTER TYPE k ADD VALUE 'B'", ""),
        piece(
            "the order of an enum",
            "",
            "CREATE TYPE k AS ENUM ('A', 'B', 'C')",
            "CREATE TYPE k AS ENUM ('A', 'C', 'B')"),
        piece(
            "the place of a value",
            "CREATE TYPE k AS ENUM ('A', 'C')",
            "ALTER TYPE k ADD VALUE 'B' BEFORE 'C'",
            "ALTER TYPE k ADD VALUE 'B'"),
        piece(
            "an enum made anew without a value",
            "CREATE TYPE k AS ENUM ('A', 'B', 'C'); ALTER TABLE t ADD k k",
            "CREATE TYPE k_new AS ENUM ('A', 'B'); ALTER TABLE t ALTER k TYPE k_new USING (k::text::k_new);"
                + " ALTER TYPE k RENAME TO k_old; ALTER TYPE k_new RENAME TO k; DROP TYPE k_old",
            ""),
        piece(
            "a composite type", "", "CREATE TYPE p AS (x int, y text)", "CREATE TYPE p AS (x int)"),
        piece("an attribute", "CREATE TYPE p AS (x int)", "ALTER TYPE p ADD ATTRIBUTE y text", ""),
        piece(
            "a domain",
            "",
            "CREATE DOMAIN d AS text CHECK (VALUE <> '')",
            "CREATE DOMAIN d AS text"),
        piece("an index", "", "CREATE INDEX i ON t (a)", ""),
        piece(
            "an index of other columns",
            "",
            "CREATE INDEX IF NOT EXISTS i ON t (a, b)",
            "CREATE INDEX i ON t (b, a)"),
        piece(
            "a partial index",
            "",
            "CREATE UNIQUE INDEX i ON t (a) WHERE c > 1",
            "CREATE UNIQUE INDEX i ON t (a)"),
        piece(
            "an index of another kind",
            "",
            "CREATE INDEX i ON t USING hash (a)",
            "CREATE INDEX i ON t (a)"),
        piece(
            "an operator class",
            "",
            "CREATE INDEX i ON t (b text_pattern_ops)",
            "CREATE INDEX i ON t (b)"),
        piece(
            "a check",
            "",
            "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)",
            "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1)"),
        piece("an unnamed check", "", "ALTER TABLE t ADD CHECK (a > 0)", ""),
        piece(
            "a validation",
            "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID",
            "ALTER TABLE t VALIDATE CONSTRAINT k",
            ""),
        piece(
            "a checked constraint",
            "",
            "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)",
            "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID"),
        piece("an exclusion", "", "ALTER TABLE t ADD EXCLUDE USING btree (a WITH =)", ""),
        piece(
            "another exclusion",
            "",
            "ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =, b WITH =)",
            "ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =)"),
        piece(
            "a foreign key's action",
            "",
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u ON DELETE CASCADE",
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u"),
        piece(
            "a foreign key's target",
            "",
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (other)",
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id)"),
        piece(
            "a deferred key",
            "",
            "ALTER TABLE t ADD d int CONSTRAINT f REFERENCES u DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE t ADD d int CONSTRAINT f REFERENCES u"),
        piece(
            "a deferrable key",
            "",
            "ALTER TABLE t ADD CONSTRAINT q UNIQUE (a) DEFERRABLE",
            "ALTER TABLE t ADD CONSTRAINT q UNIQUE (a)"),
        piece("a serial", "", "CREATE TABLE w (a serial)", "CREATE TABLE w (a int NOT NULL)"),
        piece(
            "an identity",
            "",
            "CREATE TABLE w (a int GENERATED ALWAYS AS IDENTITY)",
            "CREATE TABLE w (a int NOT NULL)"),
        piece(
            "an identity of another kind",
            "",
            "ALTER TABLE t ADD d int GENERATED ALWAYS AS IDENTITY",
            "ALTER TABLE t ADD d int GENERATED BY DEFAULT AS IDENTITY"),
        piece(
            "a generated column",
            "",
            "ALTER TABLE t ADD d int GENERATED ALWAYS AS (a + 1) STORED",
            "ALTER TABLE t ADD d int"),
        piece(
            "another expression",
            "",
            "ALTER TABLE t ADD d int GENERATED ALWAYS AS (a + 1) STORED",
            "ALTER TABLE t ADD d int GENERATED ALWAYS AS (a + 2) STORED"),
        piece(
            "a function's body",
            "",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        piece(
            "a function's rights",
            "",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT 2'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'"),
        piece(
            "a function's manner",
            "",
            "CREATE FUNCTION f(x int DEFAULT 1) RETURNS int STRICT IMMUTABLE LANGUAGE sql AS 'SELECT 2'",
            "CREATE FUNCTION f(x int DEFAULT 1) RETURNS int STABLE LANGUAGE sql AS 'SELECT 2'"),
        piece(
            "a function's default",
            "",
            "CREATE FUNCTION f(x int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 2'"),
        piece("a procedure", "", "CREATE PROCEDURE f(x int) LANGUAGE sql AS 'SELECT 2'", ""),
        piece(
            "a trigger",
            TRIGGER,
            "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g()",
            "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g()"),
        piece(
            "a view's columns",
            "",
            "CREATE OR REPLACE VIEW v AS SELECT a, b FROM t",
            "CREATE VIEW v AS SELECT a FROM t"),
        piece(
            "a view's condition",
            "",
            "CREATE VIEW v AS SELECT x.a, lower(x.b) AS low FROM t x JOIN u ON u.id = x.a WHERE x.a > 1",
            "CREATE VIEW v AS SELECT x.a, lower(x.b) AS low FROM t x JOIN u ON u.id = x.a WHERE x.a > 2"),
        piece(
            "a materialized view",
            "",
            "CREATE MATERIALIZED VIEW v AS SELECT a, count(*) AS n FROM t GROUP BY a",
            "CREATE MATERIALIZED VIEW v AS SELECT a, count(*) AS m FROM t GROUP BY a"),
        piece(
            "a rule",
            "CREATE VIEW v AS SELECT a FROM t",
            "CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING",
            "CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING"),
        piece("row-level security", "", "ALTER TABLE t ENABLE ROW LEVEL SECURITY", ""),
        piece(
            "forced security",
            "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE t FORCE ROW LEVEL SECURITY",
            ""),
        piece(
            "a policy",
            "",
            "CREATE POLICY p ON t FOR SELECT USING (a > 0)",
            "CREATE POLICY p ON t FOR SELECT USING (a > 1)"),
        piece(
            "a policy's roles",
            "",
            "CREATE POLICY p ON t TO pg_monitor USING (true)",
            "CREATE POLICY p ON t USING (true)"),
        piece("a sequence", "", "CREATE SEQUENCE q", ""),
        piece("a comment", "", "COMMENT ON TABLE t IS 'new'", "COMMENT ON TABLE t IS 'old'"),
        piece("a comment on a column", "", "COMMENT ON COLUMN t.a IS 'new'", ""),
        piece("a comment on a function", TRIGGER, "COMMENT ON FUNCTION g() IS 'new'", ""),
        piece(
            "a privilege",
            "",
            "GRANT SELECT, INSERT ON t TO pg_monitor",
            "GRANT SELECT ON t TO pg_monitor"),
        piece(
            "all privileges", "", "GRANT ALL ON TABLE t TO PUBLIC", "GRANT SELECT ON t TO PUBLIC"),
        piece("a revocation", "GRANT SELECT ON t TO PUBLIC", "REVOKE SELECT ON t FROM PUBLIC", ""),
        piece(
            "a schema's privilege", "CREATE SCHEMA s", "GRANT USAGE ON SCHEMA s TO pg_monitor", ""),
        piece(
            "in a block",
            "",
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 'z') THEN CREATE TABLE z (a int); END IF; END $$",
            ""),
        piece(
            "executed in a block", "", "DO $$ BEGIN EXECUTE 'CREATE TABLE z (a int)'; END $$", ""),
        piece("SELECT INTO", "", "SELECT a INTO copied FROM t", ""),
        piece("CREATE TABLE AS", "", "CREATE TABLE copied AS SELECT a FROM t", ""));
  }

  private static final String TRIGGER =
      "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";

  private static Arguments piece(String name, String before, String piece, String instead) {
    return argumentSet(name, before, piece, instead);
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void isNotCalledApplied(String before, String piece, String instead) {
    fresh(before);
    database.run(REST + instead);

    Probing probing = probe(before, piece);

    assertThat(probing.verdict())
        .as("%s %s", probing.lacking(), probing.passedOver())
        .isNotEqualTo(Probing.Verdict.APPLIED);
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void isCalledAppliedOnceItIsWhole(String before, String piece, String instead) {
    fresh(before);
    database.run(REST + piece);

    EffectProbe probe = prober(before, piece);
    Probing probing = probe.probe("2");
    Probing earlier = probe.probe("1");

    assertThat(probing.lacking()).isEmpty();
    assertThat(probing.verdict())
        .as("%s %s", probing.why(), probing.passedOver())
        .isEqualTo(Probing.Verdict.APPLIED);
    // Whatever this file did to what the one before it made, that one is no worse for it.
    assertThat(earlier.lacking()).isEmpty();
  }

  static Stream<Arguments> beyond() {
    return Stream.of(
        argumentSet(
            "a changed policy",
            "CREATE POLICY p ON t USING (a > 0)",
            "ALTER POLICY p ON t USING (a > 1)"),
        argumentSet("a changed function", TRIGGER, "ALTER FUNCTION g() SECURITY DEFINER"),
        argumentSet(
            "a changed domain", "CREATE DOMAIN d AS int", "ALTER DOMAIN d ADD CHECK (VALUE > 0)"),
        argumentSet(
            "a partition",
            "CREATE TABLE p (a int) PARTITION BY LIST (a)",
            "ALTER TABLE p ATTACH PARTITION t DEFAULT"),
        argumentSet("a call", "", "SELECT make_partitions()"),
        argumentSet("a call in a block", "", "DO $$ BEGIN PERFORM make_partitions(); END $$"),
        argumentSet(
            "built while it runs",
            "",
            "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (a int)', 'z'); END $$"),
        argumentSet(
            "default privileges", "", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC"),
        argumentSet("a procedure's call", "", "CALL work()"));
  }

  @ParameterizedTest
  @MethodSource
  void beyond(String before, String piece) {
    fresh(before);
    database.run(REST);

    Probing probing = probe(before, piece);

    assertThat(probing.verdict()).isEqualTo(Probing.Verdict.CANT_TELL);
    assertThat(probing.why()).isEqualTo("not all of it can be looked up; what can be is there");
    assertThat(probing.passedOver()).isNotEmpty();
  }

  private static void fresh(String before) {
    database.run(
        "DROP SCHEMA IF EXISTS s CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
            + BASE
            + before);
  }

  private static Probing probe(String before, String piece) {
    return prober(before, piece).probe("2");
  }

  private static EffectProbe prober(String before, String piece) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("1", BASE + before);
    files.put("2", REST + piece);
    try (TargetDatabase target =
        new TargetDatabase(ConnectionSettings.parse(database.url()), null)) {
      EffectProbe probe =
          new EffectProbe(new SchemaReader(grammar), target.facts(SchemaInventory::read), "public");
      files.forEach((name, sql) -> probe.add(name, "series", sql));
      return probe;
    }
  }
}
