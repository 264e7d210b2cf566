package dev.sallyport.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.RecentAnswers;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
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

  /** A session during whose questions somebody else changes the schema. */
  private record Interrupted(CatalogSession session, IntConsumer before, AtomicInteger asked)
      implements CatalogSession {
    @Override
    @SuppressWarnings("CompileTimeConstant")
    public <T> List<T> rows(String sql, Function<CatalogRow, T> reader, Object... parameters) {
      before.accept(asked.incrementAndGet());
      return session.rows(sql, reader, parameters);
    }

    @Override
    public int serverVersion() {
      return session.serverVersion();
    }

    @Override
    public List<String> searchPath() {
      return session.searchPath();
    }

    @Override
    public String snapshot() {
      return session.snapshot();
    }

    @Override
    public CatalogSession remembering(RecentAnswers answers) {
      return this;
    }
  }

  private static SchemaFacts interrupted(TestServer.TestDatabase from, IntConsumer before) {
    try (TargetDatabase target = new TargetDatabase(from.settings("postgres"), null)) {
      return target.facts(
          session -> FactReader.read(new Interrupted(session, before, new AtomicInteger())));
    }
  }

  @Test
  void readsAgainWhatChangesWhileItIsRead() {
    TestServer.TestDatabase changing = TestServer.create();
    changing.run("CREATE TABLE early(a int)");

    SchemaFacts seen =
        interrupted(
            changing,
            question -> {
              if (question == 12) {
                changing.run("CREATE TABLE late(b int)", "ALTER TABLE early ADD c int");
              }
            });

    assertThat(seen).isEqualTo(read(changing));
    assertThat(seen.of(FactKind.COLUMN)).hasSize(3);
  }

  @Test
  void givesUpOnWhatChangesAllTheTime() {
    TestServer.TestDatabase changing = TestServer.create();

    assertThatThrownBy(
            () ->
                interrupted(
                    changing, question -> changing.run("CREATE TABLE t" + question + "(a int)")))
        .isInstanceOf(SallyportException.class)
        .hasMessage("the schema changes while it is read");
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
