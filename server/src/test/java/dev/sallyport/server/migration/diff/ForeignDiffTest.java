package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases with foreign tables: what reaches other hosts is stood in for on the shadow. */
class ForeignDiffTest {
  @TempDir Path home;

  private static SchemaFacts facts(TestServer.TestDatabase database) {
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      return target.facts(FactReader::read);
    }
  }

  @Test
  void serversAndForeignTablesOfAnExtensionAreProven() {
    TestServer.TestDatabase one = TestServer.create();
    TestServer.TestDatabase other = TestServer.create();
    one.run(
        "CREATE SCHEMA \"Ext's\"",
        "CREATE EXTENSION postgres_fdw SCHEMA \"Ext's\"",
        "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a')",
        "CREATE FOREIGN TABLE ft(a int, b text) SERVER far OPTIONS (table_name 't')",
        "CREATE TABLE kept(a int)",
        "INSERT INTO kept VALUES (1)");
    other.run(
        "CREATE SCHEMA \"Ext's\"",
        "CREATE EXTENSION postgres_fdw",
        "CREATE EXTENSION file_fdw SCHEMA \"Ext's\"",
        "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b', port '5')",
        "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
        "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u')",
        "CREATE FOREIGN TABLE ft(a bigint, c date OPTIONS (column_name 'd')) SERVER far",
        "CREATE TABLE kept(a int, b int)");

    ScriptOutcome outcome;
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      outcome =
          new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES)
              .script(facts(one), facts(other));
    }

    assertThat(outcome).isInstanceOf(ScriptOutcome.Proven.class);
    ScriptOutcome.Proven proven = (ScriptOutcome.Proven) outcome;
    proven.script().statements().stream().map(ScriptStatement::sql).forEach(one::run);
    assertThat(proven.remarks()).isEmpty();
    assertThat(SchemaDifference.between(facts(one), facts(other), Comparing.DATABASES).words())
        .isEmpty();
    assertThat(one.column("SELECT count(*) FROM kept")).containsExactly("1");
  }

  private static TestServer.TestDatabase databaseWith(String... mappings) {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE EXTENSION postgres_fdw", "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw");
    database.run(mappings);
    return database;
  }

  private ScriptOutcome script(TestServer.TestDatabase one, TestServer.TestDatabase other) {
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      return new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES)
          .script(facts(one), facts(other));
    }
  }

  @Test
  void aPasswordIsTakenAwayButNeverWritten() {
    TestServer.TestDatabase one =
        databaseWith(
            "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u', password 'hush')",
            "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'u', password 'hush')",
            "CREATE USER MAPPING FOR pg_monitor SERVER far OPTIONS (user 'v', password 'stays',"
                + " password_required 'true')");
    TestServer.TestDatabase other =
        databaseWith(
            "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'w')",
            "CREATE USER MAPPING FOR pg_monitor SERVER far OPTIONS (user 'x', password 'stays',"
                + " password_required 'false')");

    ScriptOutcome outcome = script(one, other);

    assertThat(outcome).isInstanceOf(ScriptOutcome.Proven.class);
    MigrationScript script = ((ScriptOutcome.Proven) outcome).script();
    assertThat(script.text()).doesNotContain("hush").doesNotContain("stays").doesNotContain("hid");
    script.statements().stream().map(ScriptStatement::sql).forEach(one::run);
    assertThat(one.column("SELECT concat(usename, umoptions) FROM pg_user_mappings ORDER BY 1"))
        .containsExactly(
            "pg_monitor{user=x,password=stays,password_required=false}", "postgres{user=w}");
  }

  @Test
  void aPasswordThatWouldHaveToBeSetIsLeftToAPerson() {
    TestServer.TestDatabase one =
        databaseWith(
            "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'u', password 'old')",
            "CREATE USER MAPPING FOR pg_monitor SERVER far OPTIONS (user 'u')");
    TestServer.TestDatabase other =
        databaseWith(
            "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u', password 'hush')",
            "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'u', password 'hush')",
            "CREATE USER MAPPING FOR pg_monitor SERVER far OPTIONS (user 'v')");

    ScriptOutcome outcome = script(one, other);
    SchemaDifference difference =
        SchemaDifference.between(facts(one), facts(other), Comparing.DATABASES);

    assertThat(outcome)
        .isEqualTo(
            new ScriptOutcome.Refused(
                "a script has no passwords, and a user mapping would need one",
                "make or change the mapping by hand and ask again, or leave it out: ignore its"
                    + " name",
                List.of("user mapping `\"postgres on far\"`", "user mapping `\"public on far\"`"),
                new MigrationScript(List.of())));
    assertThat(difference.words())
        .contains("user mapping `\"postgres on far\"`: foreign options differs");
    assertThat(difference.patch().toString()).doesNotContain("hush").doesNotContain("old");
  }
}
