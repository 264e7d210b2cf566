package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.lint.state.SchemaState;

/** An index that is taken for built, and is not. */
final class InvalidIndex extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "invalid-index",
          "CREATE INDEX IF NOT EXISTS where an invalid one is left",
          "an index is created IF NOT EXISTS, and the database has one of that name which a build"
              + " with CONCURRENTLY that failed left behind; not where the script drops it first."
              + " Asks the database",
          "nothing is built and nothing fails: no query uses the index, a unique one holds nobody"
              + " to anything, and every write pays for it",
          "DROP INDEX CONCURRENTLY IF EXISTS in a migration of its own before, or REINDEX INDEX"
              + " CONCURRENTLY instead",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
              "CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email ON users (email);",
              "REINDEX INDEX CONCURRENTLY users_email;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.CreateIndex index)
        || !index.ifNotExists()
        || visit.place().applied()) {
      return;
    }
    ObjectName name = new ObjectName(SchemaState.qualified(index.table()).schema(), index.name());
    if (visit.facts().invalidIndexes().contains(name) && !isDropped(visit, index.name())) {
      visit.report(
          Problem.of(
                  this,
                  visit.span(),
                  "an invalid index `" + index.name() + "` is there, and stays as it is",
                  "drop it with CONCURRENTLY in a migration before, then build it")
              .because(
                  "the database says that `" + index.name() + "` is invalid",
                  "nothing, since files alone do not tell of a build that failed")
              .safer(
                  Draft.of("drop_" + index.name(), "DROP INDEX CONCURRENTLY " + Sql.name(name)),
                  Draft.of("build_" + index.name(), visit.text())));
    }
  }

  private static boolean isDropped(Visit visit, String name) {
    return visit.outlook().statements(visit.place().number()).stream()
        .limit(visit.number())
        .anyMatch(
            earlier ->
                earlier instanceof Definition.Drop drop
                    && drop.kind().equals("index")
                    && drop.names().stream().anyMatch(dropped -> dropped.name().equals(name)));
  }
}
