package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts proven on the server of {@code SHADOW_DATABASE_URL}, whose roles are not the target's.
 */
class ConfiguredShadowDiffTest {
  @TempDir Path home;

  private static SchemaFacts facts(String... statements) {
    TestServer.TestDatabase database = TestServer.create();
    database.run(statements);
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      return target.facts(FactReader::read);
    }
  }

  private ScriptOutcome script(String role, SchemaFacts from, SchemaFacts to) {
    TestServer.TestDatabase server = TestServer.create();
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.open(server.url(role), home, List.of("1"), reader)) {
      return new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES).script(from, to);
    }
  }

  @Test
  void ownersAndPrivilegesThatAreLeftAloneAreTold() {
    SchemaFacts from =
        facts(
            "CREATE TABLE t(a int)",
            "CREATE TABLE kept(a int)",
            "CREATE VIEW v AS SELECT a FROM kept",
            "GRANT SELECT ON v TO PUBLIC");
    SchemaFacts to =
        facts(
            "CREATE TABLE t(a int, b int)",
            "ALTER TABLE t OWNER TO pg_monitor",
            "GRANT SELECT ON t TO PUBLIC",
            "CREATE TABLE kept(a int)",
            "CREATE VIEW v AS SELECT a + 1 AS a FROM kept",
            "GRANT SELECT ON v TO PUBLIC",
            "CREATE TABLE added(a int)",
            "GRANT SELECT ON added TO PUBLIC",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor");

    ScriptOutcome.Proven proven = (ScriptOutcome.Proven) script("postgres", from, to);

    assertThat(proven.script().text())
        .isEqualTo(
            "DROP VIEW public.v;\n"
                + "CREATE TABLE public.added (\n  a integer\n);\n"
                + "CREATE VIEW public.v AS\nSELECT (a + 1) AS a\n   FROM public.kept;\n"
                + "ALTER TABLE public.t ADD COLUMN b integer;\n");
    assertThat(proven.remarks())
        .containsExactly(
            "left alone, as the shadow can't have the roles: owner and privileges of table"
                + " `public.added`",
            "left alone, as the shadow can't have the roles: owner and privileges of table"
                + " `public.t`",
            "left alone, as the shadow can't have the roles: owner and privileges of view"
                + " `public.v`",
            "left alone, as the shadow can't have the roles: owner and privileges of default"
                + " privileges `postgres`",
            "what the script makes belongs to whoever runs it");
  }

  @Test
  void whatOnlyASuperuserMakesIsProvenWhereTheRoleIsOne() {
    SchemaFacts from = facts();
    SchemaFacts to =
        facts(
            "CREATE FUNCTION absolute(int) RETURNS int LANGUAGE internal AS 'int4abs'",
            "CREATE EXTENSION postgres_fdw",
            "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw",
            "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u')",
            "CREATE FOREIGN TABLE ft(a int) SERVER far");
    TestServer.create().run("CREATE ROLE shadow_maker LOGIN CREATEDB");
    try {
      assertThat(script("postgres", from, to)).isInstanceOf(ScriptOutcome.Proven.class);
      assertThat(script("shadow_maker", from, to)).isInstanceOf(ScriptOutcome.Refused.class);
    } finally {
      TestServer.create().run("DROP ROLE shadow_maker");
    }
  }
}
