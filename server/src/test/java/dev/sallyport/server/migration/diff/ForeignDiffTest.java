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

  @Test
  void aPasswordIsSeenAndNeverWritten() {
    TestServer.TestDatabase one = TestServer.create();
    TestServer.TestDatabase other = TestServer.create();
    String[] server = {
      "CREATE EXTENSION postgres_fdw", "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw"
    };
    one.run(server);
    other.run(server);
    other.run("CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'u', password 'hush')");

    ScriptOutcome outcome;
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      outcome =
          new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES)
              .script(facts(one), facts(other));
    }

    assertThat(outcome)
        .isEqualTo(
            new ScriptOutcome.Refused(
                "the script does not lead to the other database in full",
                "write what is left by hand",
                java.util.List.of("user mapping `\"public on far\"` is added"),
                new MigrationScript(java.util.List.of())));
  }
}
