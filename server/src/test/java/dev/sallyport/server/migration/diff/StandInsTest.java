package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shadow must not or can't hold is stood in for, and scripts about it are proven. */
class StandInsTest {
  private static final String[] BEFORE = {
    "CREATE FUNCTION absolute(int) RETURNS int LANGUAGE internal COST 5 AS 'int4abs'",
    "CREATE FUNCTION usual(int) RETURNS int LANGUAGE internal AS 'int4abs'",
    "CREATE FUNCTION dear(int) RETURNS int LANGUAGE internal IMMUTABLE COST 100 AS 'int4abs'",
    "CREATE FUNCTION crypted(text, text DEFAULT E'a\\'\nAS ') RETURNS text LANGUAGE c STRICT AS"
        + " '$libdir/pgcrypto', 'pg_crypt'",
    "CREATE TABLE t(a int DEFAULT absolute(-3) CHECK (usual(a) > 0), b text)",
    "CREATE INDEX by_dear ON t (dear(a))",
    "CREATE VIEW v AS SELECT absolute(a), crypted(b, 'x') FROM t",
    "CREATE FUNCTION handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql',"
        + " 'plpgsql_call_handler'",
    "CREATE LANGUAGE \"Own\" HANDLER handler",
    "COMMENT ON LANGUAGE \"Own\" IS 'own'",
    "CREATE FUNCTION spoken() RETURNS int LANGUAGE \"Own\" AS 'BEGIN RETURN 1; END'",
    "CREATE TRUSTED LANGUAGE other HANDLER plpgsql_call_handler",
    "CREATE FUNCTION heard() RETURNS trigger LANGUAGE other AS 'BEGIN RETURN NULL; END'",
    "CREATE FUNCTION ranked(int) RETURNS bigint LANGUAGE sql WINDOW AS 'SELECT 1::bigint'",
    "CREATE TRIGGER hears BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION heard()",
  };

  private static final String[] AFTER = {
    "CREATE FUNCTION absolute(int) RETURNS int LANGUAGE internal COST 6 LEAKPROOF AS 'int4um'",
    "CREATE FUNCTION usual(int) RETURNS bigint LANGUAGE internal COST 100 AS 'int4abs'",
    "CREATE FUNCTION dear(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
    "CREATE FUNCTION crypted(text, text) RETURNS text LANGUAGE c AS '$libdir/pgcrypto', 'pg_crypt'",
    "CREATE TABLE t(a int DEFAULT absolute(-3) CHECK (usual(a) > 0), b text)",
    "CREATE VIEW v AS SELECT absolute(a), crypted(b, 'x') FROM t",
    "CREATE TRUSTED LANGUAGE other HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler"
        + " VALIDATOR plpgsql_validator",
    "CREATE FUNCTION ranked(int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    "REVOKE USAGE ON LANGUAGE other FROM PUBLIC",
    "GRANT USAGE ON LANGUAGE other TO pg_monitor",
    "CREATE FUNCTION spoken() RETURNS int LANGUAGE other AS 'BEGIN RETURN 1; END'",
  };

  @TempDir static Path home;
  private static SqlReader reader;
  private static Shadow shadow;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    shadow = Shadow.embedded(home, reader);
  }

  @AfterAll
  static void close() {
    shadow.close();
    reader.close();
  }

  private static SchemaFacts facts(TestServer.TestDatabase database) {
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      return target.facts(FactReader::read);
    }
  }

  private static TestServer.TestDatabase database(String... statements) {
    TestServer.TestDatabase database = TestServer.create();
    database.run(statements);
    return database;
  }

  private static ScriptOutcome script(SchemaFacts from, SchemaFacts to) {
    return new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES).script(from, to);
  }

  /** What still differs once the script ran; the refusal where there is none. */
  private static String left(TestServer.TestDatabase database, SchemaFacts from, SchemaFacts to) {
    ScriptOutcome outcome = script(from, to);
    if (outcome instanceof ScriptOutcome.Refused refused) {
      return refused.message() + " " + refused.left() + refused.tried().text();
    }
    ((ScriptOutcome.Proven) outcome)
        .script().statements().stream().map(ScriptStatement::sql).forEach(database::run);
    return String.join(
        "\n", SchemaDifference.between(facts(database), to, Comparing.DATABASES).words());
  }

  @Test
  void functionsThatRunCodeAndTheirLanguagesConvergeThereAndBack() {
    TestServer.TestDatabase one = database(BEFORE);
    TestServer.TestDatabase other = database(AFTER);
    SchemaFacts before = facts(one);
    SchemaFacts after = facts(other);

    assertThat(left(one, before, after)).isEmpty();
    assertThat(left(other, after, before)).isEmpty();
  }

  @Test
  void baseTypesConvergeThereAndBack() {
    TestServer.TestDatabase one = database("CREATE SCHEMA s", "CREATE TYPE s.later");
    TestServer.TestDatabase other =
        database(
            "CREATE SCHEMA s",
            "CREATE SCHEMA m",
            "CREATE TYPE s.later",
            "CREATE FUNCTION s.later_in(cstring) RETURNS s.later LANGUAGE internal IMMUTABLE STRICT"
                + " AS 'textin'",
            "CREATE FUNCTION s.later_out(s.later) RETURNS cstring LANGUAGE internal IMMUTABLE"
                + " STRICT AS 'textout'",
            "CREATE TYPE s.later (INPUT = s.later_in, OUTPUT = s.later_out, LIKE = text, DEFAULT ="
                + " 'it''s')",
            "CREATE TYPE m.own",
            "CREATE FUNCTION m.own_in(cstring, oid, int) RETURNS m.own LANGUAGE internal IMMUTABLE"
                + " STRICT AS 'varcharin'",
            "CREATE FUNCTION m.own_out(m.own) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS"
                + " 'varcharout'",
            "CREATE FUNCTION m.own_send(m.own) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS"
                + " 'varcharsend'",
            "CREATE TYPE m.own (INPUT = m.own_in, OUTPUT = m.own_out, SEND = m.own_send, TYPMOD_IN"
                + " = varchartypmodin, TYPMOD_OUT = varchartypmodout, CATEGORY = 'S', COLLATABLE ="
                + " true, STORAGE = extended)",
            "COMMENT ON TYPE m.own IS 'own'",
            "GRANT USAGE ON TYPE m.own TO pg_monitor",
            "CREATE FUNCTION m.same(m.own, m.own) RETURNS boolean LANGUAGE internal IMMUTABLE"
                + " STRICT AS 'texteq'",
            "CREATE FUNCTION m.hash(m.own) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS"
                + " 'hashtext'",
            "CREATE OPERATOR m.= (LEFTARG = m.own, RIGHTARG = m.own, FUNCTION = m.same, COMMUTATOR"
                + " = OPERATOR(m.=), HASHES)",
            "CREATE OPERATOR CLASS m.own_ops DEFAULT FOR TYPE m.own USING hash AS OPERATOR 1 m.=,"
                + " FUNCTION 1 m.hash(m.own)",
            "CREATE CAST (m.own AS text) WITHOUT FUNCTION AS ASSIGNMENT",
            "CREATE TABLE m.t(a m.own, b m.own(7)[], c s.later)",
            "CREATE INDEX i ON m.t USING hash (a)");
    SchemaFacts before = facts(one);
    SchemaFacts after = facts(other);

    assertThat(left(one, before, after)).isEmpty();
    assertThat(one.column("INSERT INTO m.t VALUES ('x', '{y}', 'z') RETURNING a")).contains("x");
    assertThat(left(other, after, facts(database("CREATE SCHEMA s")))).isEmpty();
  }

  /** As if the language came with an extension that no server of the tests has. */
  private static SchemaFacts broughtByExtension(SchemaFacts facts, String name) {
    FactKey language = FactKey.of(FactKind.LANGUAGE, "", name);
    FactKey extension = FactKey.of(FactKind.EXTENSION, "", name);
    TreeMap<FactKey, Fact> objects = new TreeMap<>(facts.objects());
    objects.remove(language);
    TreeMap<String, Object> properties = new TreeMap<>(Map.of("schema", "pg_catalog"));
    objects.put(extension, new Fact(extension, properties));
    Map<FactKey, Set<FactKey>> needs = new HashMap<>(facts.needs());
    needs.replaceAll((key, needed) -> needed.contains(language) ? Set.of(extension) : needed);
    return new SchemaFacts(facts.serverVersion(), objects, needs, facts.stamp());
  }

  @Test
  void functionsInALanguageOfAnExtensionAreProven() {
    SchemaFacts before = facts(database());
    SchemaFacts after =
        broughtByExtension(
            facts(
                database(
                    "CREATE LANGUAGE plpython3u HANDLER plpgsql_call_handler",
                    "CREATE FUNCTION snake(a int) RETURNS int LANGUAGE plpython3u AS $$return"
                        + " '$function$'$$")),
            "plpython3u");

    assertThat(((ScriptOutcome.Proven) script(before, after)).script().text())
        .contains(
            "CREATE EXTENSION IF NOT EXISTS plpython3u WITH SCHEMA pg_catalog;\n",
            "CREATE OR REPLACE FUNCTION public.snake(a integer)\n RETURNS integer\n"
                + " LANGUAGE plpython3u\nAS $functionx$return '$function$'$functionx$;\n");
    assertThat(((ScriptOutcome.Proven) script(after, before)).script().text())
        .contains("DROP FUNCTION public.snake(integer);\nDROP EXTENSION plpython3u;\n");
  }

  @Test
  void whatReadsAMaterializedViewWithoutRowsIsMadeWithoutRows() {
    String[] common = {
      "CREATE TABLE t(a int)",
      "CREATE MATERIALIZED VIEW full_one AS SELECT a FROM t",
      "CREATE MATERIALIZED VIEW empty_one AS SELECT a FROM t WITH NO DATA",
      "CREATE VIEW between_them AS SELECT a FROM empty_one"
    };
    TestServer.TestDatabase one = database(common);
    one.run("CREATE MATERIALIZED VIEW again AS SELECT a FROM t WITH NO DATA");
    TestServer.TestDatabase other = database(common);
    other.run(
        "REFRESH MATERIALIZED VIEW empty_one",
        "CREATE MATERIALIZED VIEW again AS SELECT a + 1 AS a FROM t",
        "CREATE MATERIALIZED VIEW reads AS SELECT a FROM between_them",
        "CREATE MATERIALIZED VIEW reads_that AS SELECT a FROM reads",
        "CREATE MATERIALIZED VIEW reads_full AS SELECT a FROM full_one");

    ScriptOutcome.Proven proven = (ScriptOutcome.Proven) script(facts(one), facts(other));
    proven.script().statements().stream().map(ScriptStatement::sql).forEach(one::run);

    assertThat(one.column("SELECT relname FROM pg_class WHERE relkind = 'm' AND relispopulated"))
        .containsExactlyInAnyOrder("full_one", "reads_full");
    assertThat(proven.remarks())
        .containsExactly(
            "materialized view `public.reads` is made without rows, as it reads materialized view"
                + " `public.empty_one`, which has none yet: refresh both",
            "materialized view `public.reads_that` is made without rows, as it reads materialized"
                + " view `public.reads`, which has none yet: refresh both");
    assertThat(SchemaDifference.between(facts(one), facts(other), Comparing.DATABASES).words())
        .isEmpty();
  }

  @Test
  void aFunctionThatWasStoodInForIsNamed() {
    ScriptOutcome outcome =
        script(
            facts(database()),
            facts(
                database(
                    "CREATE FUNCTION absolute(int) RETURNS int LANGUAGE internal AS 'int4abs'",
                    "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")));

    assertThat(((ScriptOutcome.Proven) outcome).remarks())
        .containsExactly(
            "stood in for on the copy, so that its code was not tried: function"
                + " `public.absolute(integer)`");
  }

  @Test
  void aStandInNeverRuns() {
    try (ShadowDatabase copy = shadow.lend(ShadowTraits.PLAIN)) {
      copy.standInForLanguages(Set.of("sallyport_as_internal"));
      copy.applyOwn(
          "CREATE FUNCTION public.f(internal, cstring) RETURNS internal LANGUAGE"
              + " sallyport_as_internal AS 'int4abs'");
      copy.applyOwn(
          "CREATE FUNCTION public.g(int) RETURNS text LANGUAGE sallyport_as_internal AS 'textin'");

      assertThatThrownBy(() -> copy.applyOwn("SELECT public.g(7)"))
          .hasMessageContaining("cannot accept a value of a shell type");
      assertThatThrownBy(() -> copy.applyOwn("DO LANGUAGE sallyport_as_internal 'x'"))
          .hasMessageContaining("does not support inline code execution");
      assertThatThrownBy(
              () ->
                  copy.applyOwn(
                      "CREATE LANGUAGE out HANDLER plpgsql_call_handler INLINE btint4sortsupport"))
          .hasMessageContaining("must be superuser");
      assertThatThrownBy(
              () ->
                  copy.applyOwn(
                      "CREATE LANGUAGE out HANDLER plpgsql_call_handler INLINE"
                          + " pg_catalog.btint4sortsupport"))
          .hasMessageContaining("must be superuser");
    }
  }

  @Test
  void aCompressionThatTheShadowDoesNotKnowIsWrittenAndNamed() {
    TestServer.TestDatabase one = database("CREATE TABLE t(a text, \"B\" text)");
    TestServer.TestDatabase other =
        database(
            "CREATE TABLE t(a text, \"B\" text, c text COMPRESSION pglz)",
            "UPDATE pg_attribute SET attcompression = 'l' WHERE attrelid = 't'::regclass AND"
                + " attname = 'B'");
    SchemaFacts before = facts(one);
    SchemaFacts after = facts(other);

    ScriptOutcome.Proven there = (ScriptOutcome.Proven) script(before, after);
    ScriptOutcome.Proven back = (ScriptOutcome.Proven) script(after, before);

    assertThat(there.script().text())
        .contains("ALTER TABLE ONLY public.t ALTER COLUMN \"B\" SET COMPRESSION lz4;\n");
    assertThat(there.remarks())
        .isEqualTo(
            List.of(
                "not tried, as the shadow does not know it: compression `lz4` of column"
                    + " `public.t.\"B\"`"));
    assertThat(back.script().text())
        .contains("ALTER TABLE ONLY public.t ALTER COLUMN \"B\" SET COMPRESSION default;\n");
    assertThat(back.remarks()).isEmpty();
  }
}
