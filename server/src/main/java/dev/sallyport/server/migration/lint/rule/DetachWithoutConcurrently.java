package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TableCommand;

/** DETACH PARTITION that keeps everybody out of the whole table. */
final class DetachWithoutConcurrently extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "detach-without-concurrently",
          "DETACH PARTITION without CONCURRENTLY",
          "a partition of a table in use is detached without CONCURRENTLY",
          "ACCESS EXCLUSIVE locks on the parent and the partition keep readers and writers of every"
              + " partition waiting",
          "DETACH PARTITION ... CONCURRENTLY (PostgreSQL 14 and later), alone in a migration of its"
              + " own; not where the table has a default partition",
          Example.of(
              "CREATE TABLE events (id bigint) PARTITION BY RANGE (id);\n"
                  + "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1) TO (10);",
              "ALTER TABLE events DETACH PARTITION events_1;",
              "ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.Detach detach && !detach.concurrently()) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "detaching a partition locks all of `"
                      + change.name()
                      + "` against reads and writes",
                  "detach it with CONCURRENTLY, alone in a migration of its own")
              .because(visit.origin(change.table()))
              .safer(
                  Draft.of(
                      "detach_" + detach.partition().name(),
                      "ALTER TABLE "
                          + change.name()
                          + " DETACH PARTITION "
                          + Sql.name(detach.partition())
                          + " CONCURRENTLY")));
    }
  }
}
