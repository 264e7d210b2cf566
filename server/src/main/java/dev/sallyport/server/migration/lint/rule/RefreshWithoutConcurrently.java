package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.lint.state.TableState;

/** REFRESH MATERIALIZED VIEW that keeps its readers out. */
final class RefreshWithoutConcurrently extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "refresh-without-concurrently",
          "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
          "a materialized view that this file did not make is refreshed without CONCURRENTLY",
          "an ACCESS EXCLUSIVE lock keeps its readers out until its query is done",
          "a unique index over plain columns of it, then REFRESH MATERIALIZED VIEW CONCURRENTLY,"
              + " which keeps only other refreshes out",
          Example.of(
              "CREATE TABLE orders (id bigint PRIMARY KEY);\n"
                  + "CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;\n"
                  + "CREATE UNIQUE INDEX totals_id ON totals (id);",
              "REFRESH MATERIALIZED VIEW totals;",
              "REFRESH MATERIALIZED VIEW CONCURRENTLY totals;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Refresh refresh)
        || refresh.concurrently()
        || visit.isNew(refresh.view())) {
      return;
    }
    TableState view = visit.table(refresh.view());
    boolean ready = view.indexes().stream().anyMatch(i -> i.unique() && !i.partial());
    visit.report(
        Problem.of(
                this,
                visit.span(),
                "readers of `" + Sql.name(refresh.view()) + "` wait until it is refreshed",
                ready
                    ? "refresh it with CONCURRENTLY"
                    : "give it a unique index, then refresh it with CONCURRENTLY")
            .because(
                ready
                    ? "it has a unique index, which CONCURRENTLY needs"
                    : "no unique index of it is known, which CONCURRENTLY needs",
                "the same, with other help")
            .safer(
                Draft.of(
                    "refresh_" + refresh.view().name(),
                    "REFRESH MATERIALIZED VIEW CONCURRENTLY " + Sql.name(refresh.view()))),
        view);
  }
}
