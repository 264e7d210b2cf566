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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts between schemas made by chance, as a superuser made them. A few seeds; more with {@code
 * -Dschemas=COUNT}, others with {@code -Dschemas.first=SEED}.
 */
class RandomSchemasTest {
  @TempDir Path home;

  @Test
  void scriptsMakeOneSchemaOfTheOther() {
    TestServer.TestDatabase maintenance = new TestServer.TestDatabase("postgres");
    for (String role : List.of("app_reader", "app_owner")) {
      maintenance.run(
          "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s') THEN CREATE ROLE %s; END IF; END $$"
              .formatted(role, role));
    }
    List<String> problems = new ArrayList<>();
    long first = Long.getLong("schemas.first", 1);
    try (SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      for (long seed = first; seed < first + Long.getLong("schemas", 3); seed++) {
        problems.addAll(converge(RandomSchema.pair(seed), shadow));
      }
    }

    assertThat(problems).isEmpty();
  }

  private static List<String> converge(Pair pair, Shadow shadow) {
    TestServer.TestDatabase from = TestServer.create();
    TestServer.TestDatabase to = TestServer.create();
    from.run(pair.from());
    to.run(pair.to());
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
      ((ScriptOutcome.Proven) outcome)
          .script()
          .statements()
          .forEach(statement -> from.run(statement.sql()));
      return diff.difference(source.facts(FactReader::read), goal).words().stream()
          .map(line -> pair + " still: " + line)
          .toList();
    } catch (RuntimeException e) {
      return List.of(pair + ": " + e.getMessage());
    }
  }
}
