package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.lint.state.TableState;

/** A table with its rows goes away. */
final class DropTable extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-table",
          "DROP TABLE, DROP SCHEMA, DROP DATABASE",
          "a table that this file did not make, a schema or a database is dropped",
          "its rows are lost, and programs that still use it fail at once",
          "rename it first, wait until nobody misses it, back it up, and drop it then",
          Example.of(
              "CREATE TABLE orders (id bigint PRIMARY KEY);",
              "DROP TABLE orders;",
              "CREATE TEMP TABLE staging (id bigint);\nDROP TABLE staging;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.DropDatabase drop) {
      visit.report(problem(visit, "DROP DATABASE", ObjectName.of(drop.name())));
    } else if (visit.definition() instanceof Definition.Drop drop) {
      for (ObjectName name : drop.names()) {
        if (drop.kind().equals("schema")) {
          visit.report(problem(visit, "DROP SCHEMA", name));
        } else if (drop.kind().equals("table") && !visit.isNew(name)) {
          TableState table = visit.table(name);
          Problem problem = problem(visit, "DROP TABLE", name).because(visit.origin(table));
          visit.report(
              table
                  .live()
                  .filter(live -> live.rows() >= 0 && !visit.place().applied())
                  .map(
                      live ->
                          problem.because(
                              "the database says about " + live.rows() + " rows",
                              "the same, without a number"))
                  .orElse(problem));
        }
      }
    }
  }

  private Problem problem(Visit visit, String words, ObjectName name) {
    return Problem.of(
        this,
        visit.span(),
        "`" + words + " " + Sql.name(name) + "` loses its rows",
        "rename it first, and drop it when nobody has missed it and a backup exists");
  }
}
