package dev.sallyport.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Facts of a database with an object of every kind. */
class FactReaderTest {
  private static TestServer.TestDatabase database;
  private static SchemaFacts facts;

  @BeforeAll
  static void read() {
    database = TestServer.create();
    database.run(EveryKindScript.statements().toArray(String[]::new));
    facts = read(database);
  }

  @AfterAll
  static void drop() {
    database.run("DROP PUBLICATION changes", "DROP EVENT TRIGGER watcher");
  }

  private static SchemaFacts read(TestServer.TestDatabase from) {
    try (TargetDatabase target = new TargetDatabase(from.settings("postgres"), null)) {
      return target.facts(FactReader::read);
    }
  }

  @Test
  void seesEveryKind() {
    Set<FactKind> seen = EnumSet.noneOf(FactKind.class);
    facts.all().forEach(fact -> seen.add(fact.kind()));

    assertThat(seen).containsExactlyInAnyOrder(FactKind.values());
  }

  @Test
  void tellsTheSameOfTwinDatabases() {
    TestServer.TestDatabase twin = TestServer.create();
    twin.run("CREATE TABLE shifts_every_object_id(a int)", "DROP TABLE shifts_every_object_id");
    twin.run(EveryKindScript.statements().toArray(String[]::new));

    SchemaFacts second = read(twin);

    assertThat(second.objects()).isEqualTo(facts.objects());
    assertThat(second.needs()).isEqualTo(facts.needs());
    assertThat(second.stamp()).isNotEqualTo(facts.stamp());
  }

  @Test
  void leavesOutWhatExtensionsOwn() {
    assertThat(facts.all())
        .noneMatch(fact -> fact.key().name().startsWith("citext_"))
        .noneMatch(fact -> fact.key().name().equals("postgres_fdw_handler"));
  }

  @Test
  void keepsPasswordsOut() {
    assertThat(facts.toString()).doesNotContain("secret");
  }

  @Test
  void ignoresByGlobWithWhatGoesAlong() {
    SchemaFacts left = facts.without(new Ignored(List.of("app.orders", "Odd*.*", "fast")));

    assertThat(left.all())
        .noneMatch(fact -> fact.textOf("table").equals("orders"))
        .noneMatch(fact -> fact.key().of().equals("orders"))
        .noneMatch(fact -> fact.key().schema().startsWith("Odd"))
        .noneMatch(fact -> fact.key().name().equals("orders_id_seq"))
        .anyMatch(fact -> fact.key().name().equals("users"));
  }
}
