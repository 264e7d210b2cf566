package dev.sallyport.server.migration.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.catalog.SchemaInventory;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectProbeTest {
  private static final String TABLE = "CREATE TABLE t (a int, b text NOT NULL);";

  @TempDir static Path folder;
  private static EmbeddedServer server;
  private static PostgresGrammar grammar;
  private static int databases;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(folder);
    grammar = new PostgresGrammar(1);
  }

  @AfterAll
  static void stop() {
    grammar.close();
    server.close();
  }

  static Stream<Arguments> oneFile() {
    return Stream.of(
        argumentSet("a table", "", TABLE, List.of()),
        argumentSet(
            "an index with its definition",
            TABLE,
            "CREATE INDEX IF NOT EXISTS i ON t (lower(b), a DESC) WHERE a IN (1, 2) AND b <> 'x'",
            List.of()),
        argumentSet("an index without a name", TABLE, "CREATE INDEX ON t (b, a)", List.of()),
        argumentSet(
            "constraints, some without a name",
            "CREATE TABLE u (id int PRIMARY KEY);" + TABLE,
            """
            ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u ON DELETE CASCADE,
              ADD UNIQUE (b), ADD CHECK (a BETWEEN 1 AND 9), ADD EXCLUDE USING btree (a WITH =)
            """,
            List.of()),
        argumentSet(
            "columns and types",
            "CREATE TYPE k AS ENUM ('X');" + TABLE,
            """
            ALTER TYPE k ADD VALUE IF NOT EXISTS 'Y';
            ALTER TABLE t ADD COLUMN IF NOT EXISTS c timestamptz(3) DEFAULT now(),
              ADD d k NOT NULL DEFAULT 'X', ADD e numeric(10,2)[], ALTER a TYPE bigint,
              ALTER b DROP NOT NULL, ALTER a SET NOT NULL, ALTER a SET DEFAULT -1
            """,
            List.of()),
        argumentSet(
            "row-level security",
            TABLE,
            """
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY p ON t FOR SELECT USING (b = current_setting('x', true));
            """,
            List.of()),
        argumentSet(
            "functions and triggers",
            TABLE,
            """
            CREATE OR REPLACE FUNCTION f(x int, y varchar(3), OUT z text[]) LANGUAGE sql
              AS $$ SELECT NULL::text[] $$;
            CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER h BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (OLD.a > 1)
              EXECUTE FUNCTION g();
            """,
            List.of()),
        argumentSet(
            "comments, views, sequences, rules, an extension",
            TABLE,
            """
            CREATE EXTENSION IF NOT EXISTS citext; CREATE SEQUENCE q; CREATE VIEW v AS SELECT a FROM t;
            CREATE MATERIALIZED VIEW m AS SELECT b, a FROM t; COMMENT ON COLUMN t.a IS 'it''s';
            CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING; CREATE DOMAIN d AS citext;
            """,
            List.of()),
        argumentSet(
            "a block",
            TABLE,
            """
            DO $$ BEGIN CREATE TYPE z AS ENUM ('A'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            """,
            List.of()),
        argumentSet(
            "an identity, a serial and a generated column",
            "",
            """
            CREATE TABLE w (a int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b bigserial,
              c text GENERATED ALWAYS AS ('x') STORED)
            """,
            List.of()),
        argumentSet(
            "another schema",
            "CREATE SCHEMA s",
            "CREATE TABLE s.t (a int); CREATE INDEX i ON s.t (a)",
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("oneFile")
  void findsWhatWasApplied(String before, String file, List<String> lacking) {
    EmbeddedDatabase database = fresh(before);
    database.run(file);

    Probing probing = probe(database, Map.of("f", file), "f");

    assertThat(probing.lacking()).isEqualTo(lacking);
    assertThat(probing.verdict()).isEqualTo(Probing.Verdict.APPLIED);
    assertThat(probing.passedOver()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("oneFile")
  void findsNothingOfWhatWasNot(String before, String file, List<String> lacking) {
    Probing probing = probe(fresh(before), Map.of("f", file), "f");

    assertThat(probing.verdict())
        .as(probing.lacking().toString())
        .isIn(Probing.Verdict.NOT_APPLIED, Probing.Verdict.PARTLY);
    assertThat(probing.lacking()).isNotEmpty();
  }

  static Stream<Arguments> lacking() {
    return Stream.of(
        argumentSet(
            "a column",
            TABLE,
            "CREATE TABLE t (a int, b text NOT NULL, c int)",
            "column `t.c` is missing"),
        argumentSet(
            "a type",
            TABLE,
            "CREATE TABLE t (a bigint, b text NOT NULL)",
            "type of column `t.a` differs: it is `int4`, not `int8`"),
        argumentSet(
            "a NOT NULL",
            TABLE,
            "CREATE TABLE t (a int NOT NULL, b text NOT NULL)",
            "not null of column `t.a` differs: it is `false`, not `true`"),
        argumentSet(
            "a value",
            "CREATE TYPE k AS ENUM ('A')",
            "CREATE TYPE k AS ENUM ('A', 'B')",
            "enum value `k.B` is missing"),
        argumentSet(
            "an index of another shape",
            TABLE + "CREATE INDEX i ON t (a)",
            TABLE + "CREATE INDEX i ON t (a) WHERE a > 0",
            "definition of index `i` differs"),
        argumentSet(
            "a constraint that is still there",
            TABLE + "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0)",
            TABLE + "ALTER TABLE t DROP CONSTRAINT x",
            "constraint `t.x` is still there"),
        argumentSet(
            "a function of another body",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE o ()",
            "CREATE TABLE o (); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "definition of function `f()` differs"));
  }

  @ParameterizedTest
  @MethodSource
  void lacking(String live, String file, String missing) {
    Probing probing = probe(fresh(live), Map.of("f", file), "f");

    assertThat(probing.verdict()).isEqualTo(Probing.Verdict.PARTLY);
    assertThat(probing.lacking()).containsExactly(missing);
  }

  @Test
  void namesAnIndexWhoseBuildFailed() {
    EmbeddedDatabase database = fresh(TABLE + "INSERT INTO t VALUES (1, 'x'), (1, 'y');");
    try {
      database.run("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)");
    } catch (RuntimeException expected) {
      // the build fails on purpose
    }

    Probing probing =
        probe(database, Map.of("f", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"), "f");

    assertThat(probing.verdict()).isEqualTo(Probing.Verdict.PARTLY);
    assertThat(probing.lacking())
        .containsExactly("index `i` differs: its build failed and left it invalid");
  }

  static Stream<Arguments> searchPaths() {
    return Stream.of(
        argumentSet(
            "one schema",
            "SET search_path TO billing; CREATE TABLE invoice (id int, n numeric);"
                + " CREATE INDEX by_n ON invoice (n); ALTER TABLE invoice ADD COLUMN at date"),
        argumentSet(
            "several, the first of which gets what is new",
            "SET search_path = billing, public; CREATE TABLE invoice (id int);"
                + " ALTER TABLE invoice ADD COLUMN at date"),
        argumentSet(
            "back to the connection's own",
            "SET SCHEMA 'billing'; CREATE TABLE invoice (id int); RESET search_path;"
                + " CREATE TABLE here (id int)"));
  }

  /** What was made in that schema is found there, and not where it is looked for without. */
  @ParameterizedTest
  @MethodSource
  void searchPaths(String file) {
    EmbeddedDatabase there = fresh("CREATE SCHEMA billing;");
    there.run(file);
    EmbeddedDatabase elsewhere = fresh("CREATE SCHEMA billing; CREATE TABLE invoice (id int);");

    assertThat(
            List.of(
                probe(there, Map.of("f", file), "f").verdict(),
                probe(elsewhere, Map.of("f", file), "f").verdict()))
        .containsExactly(Probing.Verdict.APPLIED, Probing.Verdict.NOT_APPLIED);
  }

  @Test
  void sayWhatCantBeToldOnAPathOfSeveralSchemas() {
    EmbeddedDatabase database = fresh("CREATE SCHEMA billing;" + TABLE);
    String file =
        "SET search_path TO billing, public; CREATE TABLE invoice (id int);"
            + " ALTER TABLE t ADD COLUMN more int";
    database.run(file);

    Probing probing = probe(database, Map.of("f", file), "f");

    assertThat(probing.verdict()).isEqualTo(Probing.Verdict.CANT_TELL);
    assertThat(probing.passedOver())
        .containsExactly("names without a schema, on a `search_path` of several");
  }

  static Stream<Arguments> cantTell() {
    return Stream.of(
        argumentSet(
            "rows only",
            "UPDATE t SET a = 1",
            "it changes rows only, which leave no trace in the schema"),
        argumentSet("nothing", "-- empty on purpose", "it makes nothing"),
        argumentSet(
            "privileges on whatever there is",
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC",
            "it makes nothing that can be looked up: GRANT"),
        argumentSet(
            "a call",
            "SELECT make_it()",
            "it makes nothing that can be looked up: what `make_it` does"),
        argumentSet(
            "broken SQL",
            "CREATE TABLE (",
            "PostgreSQL does not read it: syntax error at or near \"(\""),
        argumentSet(
            "what is there anyway",
            "CREATE SCHEMA IF NOT EXISTS public",
            "what it makes would be there without it"));
  }

  @ParameterizedTest
  @MethodSource
  void cantTell(String file, String why) {
    Probing probing = probe(fresh(TABLE), Map.of("f", file), "f");

    assertThat(probing.verdict()).isEqualTo(Probing.Verdict.CANT_TELL);
    assertThat(probing.why()).isEqualTo(why);
  }

  @Test
  void judgesTheBookingExampleFileByFile() {
    EmbeddedDatabase database = server.createDatabase("booking", "booking_owner");
    BookingExample.load(database);
    Map<String, String> files = new LinkedHashMap<>();
    BookingExample.files().stream()
        .filter(file -> file.endsWith(".sql") && !file.equals("seed.sql"))
        .forEach(file -> files.put(file, BookingExample.text(file)));

    Map<String, Probing.Verdict> before = verdicts(database, files);
    database.run(BookingExample.text(BookingExample.PROPOSAL));
    Map<String, Probing.Verdict> after = verdicts(database, files);

    assertThat(before)
        .allSatisfy(
            (file, verdict) ->
                assertThat(verdict)
                    .as(file)
                    .isEqualTo(
                        file.equals(BookingExample.PROPOSAL)
                            ? Probing.Verdict.NOT_APPLIED
                            : Probing.Verdict.APPLIED));
    assertThat(after.values()).containsOnly(Probing.Verdict.APPLIED);
  }

  private static Map<String, Probing.Verdict> verdicts(
      EmbeddedDatabase database, Map<String, String> files) {
    EffectProbe probe = prober(database, files);
    Map<String, Probing.Verdict> verdicts = new LinkedHashMap<>();
    files.keySet().forEach(file -> verdicts.put(file, probe.probe(file).verdict()));
    return verdicts;
  }

  private static EmbeddedDatabase fresh(String sql) {
    databases++;
    EmbeddedDatabase database =
        server.createDatabase("probe" + databases, "probe_owner" + databases);
    if (!sql.isEmpty()) {
      database.run(sql);
    }
    return database;
  }

  private static Probing probe(EmbeddedDatabase database, Map<String, String> files, String file) {
    return prober(database, files).probe(file);
  }

  private static EffectProbe prober(EmbeddedDatabase database, Map<String, String> files) {
    try (TargetDatabase target =
        new TargetDatabase(ConnectionSettings.parse(database.url()), null)) {
      EffectProbe probe =
          new EffectProbe(new SchemaReader(grammar), target.facts(SchemaInventory::read), "public");
      files.forEach((name, sql) -> probe.add(name, "series", sql));
      return probe;
    }
  }
}
