package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.lint.state.TableState;

/** CREATE INDEX that keeps writers out while it is built. */
final class IndexWithoutConcurrently extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "index-without-concurrently",
          "CREATE INDEX without CONCURRENTLY on a table in use",
          "an index is created without CONCURRENTLY on a table, or materialized view, that this"
              + " file did not make; ON ONLY a partitioned table builds nothing and is left alone",
          "a SHARE lock keeps writers out for as long as the build scans the table",
          "CREATE INDEX CONCURRENTLY, alone in a migration of its own; of a partitioned table, one"
              + " index a partition, then one ON ONLY the parent and ATTACH PARTITION",
          Example.of(
              "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
              "CREATE INDEX orders_customer_idx ON orders (customer_id);",
              "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.CreateIndex index)
        || index.concurrently()
        || visit.isNew(index.table())) {
      return;
    }
    TableState table = visit.table(index.table());
    if (index.only() && (table.isPartitioned() || !table.isComplete())) {
      return;
    }
    String name = Sql.name(index.table());
    if (table.isPartitioned()) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "`CREATE INDEX` on the partitioned table `"
                  + name
                  + "` blocks writes to every partition while it is built",
              "index each partition with CONCURRENTLY, then create it ON ONLY the parent and attach"
                  + " them"),
          table);
      return;
    }
    Problem problem =
        Problem.of(
            this,
            visit.span(),
            "`CREATE INDEX` blocks writes to `" + name + "` while it is built",
            "create it with CONCURRENTLY, alone in a migration of its own");
    if (!visit.inBlock()) {
      problem =
          problem.safer(
              Draft.of(
                  "index_" + index.table().name() + "_" + String.join("_", index.columns()),
                  Sql.after(visit.text(), "index", "CONCURRENTLY")));
    }
    visit.report(problem, table);
  }
}
