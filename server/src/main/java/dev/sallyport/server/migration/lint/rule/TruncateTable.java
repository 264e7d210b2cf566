package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;

/** All rows of a table go away. */
final class TruncateTable extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "truncate",
          "TRUNCATE",
          "a table that this file did not make is truncated",
          "all of its rows are lost, without triggers of rows; with CASCADE also all rows of every"
              + " table that refers to it, directly or not, even ON DELETE RESTRICT",
          "name every table, without CASCADE, after a backup; or delete the rows you mean",
          Example.of(
              "CREATE TABLE events (id bigint PRIMARY KEY);",
              "TRUNCATE events;",
              "CREATE TEMP TABLE staging (id bigint);\nTRUNCATE staging;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Truncate truncate)) {
      return;
    }
    for (ObjectName name : truncate.tables()) {
      if (!visit.isNew(name)) {
        visit.report(
            Problem.of(
                    this,
                    visit.span(),
                    "`TRUNCATE "
                        + Sql.name(name)
                        + (truncate.cascade()
                            ? " CASCADE` loses all of its rows and those of every table that refers"
                                + " to it"
                            : "` loses all of its rows"),
                    truncate.cascade()
                        ? "name every table that may lose its rows, without CASCADE"
                        : "back the rows up, or delete only those you mean")
                .because(visit.origin(visit.table(name))));
      }
    }
  }
}
