package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.catalog.facts.EveryKindScript;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 6902, taken at its word: the patch applied to the one side's facts gives the other's. */
class PatchTest {
  private static SchemaFacts empty;
  private static SchemaFacts full;
  private static SchemaFacts other;

  @BeforeAll
  static void read() {
    TestServer.TestDatabase database = TestServer.create();
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      empty = target.facts(FactReader::read);
      database.run(EveryKindScript.statements().toArray(String[]::new));
      full = target.facts(FactReader::read);
      database.run(
          "ALTER TABLE app.users ADD COLUMN \"odd/na~me\" text DEFAULT 'x'",
          "CREATE TABLE app.\"a/b~c\"(id int PRIMARY KEY)",
          "COMMENT ON SCHEMA app IS NULL",
          "GRANT SELECT ON app.users TO PUBLIC");
      other = target.facts(FactReader::read);
    } finally {
      database.run("DROP PUBLICATION changes", "DROP EVENT TRIGGER watcher");
    }
  }

  @Test
  void makesTheFirstObjectOfEveryKind() {
    assertThat(applied(empty, full)).isEqualTo(FactsJson.of(Comparing.DATABASES.reduce(full)));
  }

  @Test
  void takesTheLastObjectOfEveryKind() {
    assertThat(applied(full, empty)).isEqualTo(FactsJson.of(Comparing.DATABASES.reduce(empty)));
  }

  @Test
  void changesPropertiesOfObjectsWithOddNames() {
    assertThat(applied(full, other)).isEqualTo(FactsJson.of(Comparing.DATABASES.reduce(other)));
  }

  private static JsonObject applied(SchemaFacts from, SchemaFacts to) {
    SchemaDifference difference = SchemaDifference.between(from, to, Comparing.DATABASES);
    return difference.patch().apply(FactsJson.of(difference.before()));
  }
}
