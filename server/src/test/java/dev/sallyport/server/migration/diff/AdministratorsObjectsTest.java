package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a superuser may make, and what belongs to one, is proven on the shadow all the same.
 */
class AdministratorsObjectsTest {
  private static final String WORDS =
      "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'";

  private static final String[] BEFORE = {
    WORDS,
    "CREATE EVENT TRIGGER watcher ON ddl_command_end WHEN TAG IN ('DROP TABLE', 'CREATE TABLE')"
        + " EXECUTE FUNCTION watch()",
    "CREATE TEXT SEARCH TEMPLATE plain (LEXIZE = dsimple_lexize, INIT = dsimple_init)",
    "CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = plain)",
    "CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler",
    "CREATE TABLE t(a int, b text) USING pile",
    "CREATE FUNCTION sure(int) RETURNS int LANGUAGE sql LEAKPROOF AS 'SELECT 1'",
    "CREATE FUNCTION rows_of(int) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TYPE mood AS ENUM ('ok')",
    "CREATE EXTENSION amcheck",
    "CREATE EXTENSION postgres_fdw",
    "CREATE SERVER far TYPE 'x' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a')",
    "CREATE FOREIGN TABLE ft(a int NOT NULL CHECK (a > 0), b text DEFAULT 'x') SERVER far",
    "CREATE VIEW of_ft AS SELECT a FROM ft",
    "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u')",
    "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'p')",
  };

  private static final String[] AFTER = {
    WORDS,
    "CREATE EVENT TRIGGER watcher ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')"
        + " EXECUTE FUNCTION watch()",
    "ALTER EVENT TRIGGER watcher ENABLE ALWAYS",
    "COMMENT ON EVENT TRIGGER watcher IS 'it''s'",
    "CREATE TEXT SEARCH TEMPLATE plain (LEXIZE = dsimple_lexize)",
    "COMMENT ON TEXT SEARCH TEMPLATE plain IS 'p'",
    "CREATE TEXT SEARCH PARSER own (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,"
        + " LEXTYPES = prsd_lextype, HEADLINE = prsd_headline)",
    "CREATE TEXT SEARCH CONFIGURATION search (PARSER = own)",
    "CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler",
    "CREATE TABLE t(a int, b text)",
    "CREATE FUNCTION sure(int) RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'",
    "CREATE FUNCTION rows_of(int) RETURNS SETOF int LANGUAGE sql LEAKPROOF SECURITY DEFINER"
        + " SUPPORT generate_series_int4_support SET search_path = public AS 'SELECT 2'",
    "CREATE TYPE mood AS ENUM ('ok')",
    "CREATE CAST (text AS mood) WITH INOUT AS ASSIGNMENT",
    "CREATE EXTENSION postgres_fdw",
    "COMMENT ON EXTENSION postgres_fdw IS 'another'",
    "CREATE SERVER far TYPE 'y' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a')",
    "CREATE FOREIGN TABLE ft(a int NOT NULL CHECK (a > 0), b text DEFAULT 'x', c date) SERVER far",
    "CREATE VIEW of_ft AS SELECT a FROM ft",
    "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u')",
    "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'q')",
  };

  @TempDir Path home;

  private static SchemaFacts facts(TestServer.TestDatabase database) {
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      return target.facts(FactReader::read);
    }
  }

  @Test
  void scriptsForThemConvergeThereAndBack() {
    TestServer.TestDatabase one = TestServer.create();
    TestServer.TestDatabase other = TestServer.create();
    one.run(BEFORE);
    other.run(AFTER);
    one.run("INSERT INTO t VALUES (1, 'kept')");
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      SchemaDiff diff = new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES);
      SchemaFacts before = facts(one);
      SchemaFacts after = facts(other);

      assertThat(left(diff, one, before, after)).isEmpty();
      assertThat(left(diff, other, after, before)).isEmpty();
      assertThat(one.column("SELECT b FROM t")).containsExactly("kept");
    } finally {
      one.run("DROP EVENT TRIGGER watcher");
      other.run("DROP EVENT TRIGGER watcher");
    }
  }

  @Test
  void anEventTriggerNeverRunsWithTheAdministratorsPowers() {
    ShadowTraits traits = ShadowTraits.PLAIN.withRoles(List.of("postgres"));
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader);
        ShadowDatabase copy = shadow.lend(traits)) {
      copy.applyOwn(
          "CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN IF"
              + " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RAISE"
              + " ''power''; END IF; END'");
      copy.applyOwn(
          "CREATE EVENT TRIGGER watcher ON ddl_command_start EXECUTE FUNCTION public.watch()");
      copy.applyOwn("ALTER EVENT TRIGGER watcher OWNER TO postgres");

      assertThat(copy.apply(new Script("m.sql", "CREATE EXTENSION amcheck")))
          .isEqualTo(new Replay.Done(1));
      assertThatThrownBy(
              () ->
                  copy.applyOwn(
                      "CREATE EVENT TRIGGER entered ON login EXECUTE FUNCTION public.watch()"))
          .hasMessageContaining("permission denied to create event trigger");
    }
  }

  /** What still differs once the script ran; the refusal where there is none. */
  private static String left(
      SchemaDiff diff, TestServer.TestDatabase database, SchemaFacts from, SchemaFacts to) {
    ScriptOutcome outcome = diff.script(from, to);
    if (outcome instanceof ScriptOutcome.Refused refused) {
      return refused.message() + " " + refused.left();
    }
    ((ScriptOutcome.Proven) outcome)
        .script().statements().stream().map(ScriptStatement::sql).forEach(database::run);
    return String.join("\n", diff.difference(facts(database), to).words());
  }
}
