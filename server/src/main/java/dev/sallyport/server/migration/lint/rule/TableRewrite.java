package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;

/** VACUUM FULL, CLUSTER and the commands of ALTER TABLE that only write a table anew. */
final class TableRewrite extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "table-rewrite",
          "VACUUM FULL, CLUSTER, SET LOGGED and the like",
          "VACUUM FULL, CLUSTER, or ALTER TABLE with SET LOGGED, SET UNLOGGED, SET ACCESS METHOD,"
              + " SET TABLESPACE or SET EXPRESSION stands on a table in use",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the table and all of its"
              + " indexes are written anew",
          "pg_repack or pg_squeeze, which keep the table in use; plain VACUUM where space need not"
              + " go back to the disk",
          Example.of(
              "CREATE TABLE events (id bigint PRIMARY KEY);",
              "ALTER TABLE events SET UNLOGGED;",
              "VACUUM events;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.Maintain maintain && maintain.rewrites()) {
      String words = maintain.verb().equals("VACUUM") ? "VACUUM FULL" : maintain.verb();
      if (maintain.tables().isEmpty()) {
        visit.report(problem(visit.span(), words, "every table"));
      }
      for (ObjectName table : maintain.tables()) {
        if (!visit.isNew(table)) {
          visit.report(
              problem(visit.span(), words, "`" + Sql.name(table) + "`"), visit.table(table));
        }
      }
    } else if (visit.definition() instanceof Definition.AlterTable alter
        && !visit.isNew(alter.table())) {
      for (Definition.Command command : alter.commands()) {
        if (command.change() instanceof TableCommand.Rewrite rewrite) {
          visit.report(
              problem(
                  visit.inBlock() ? visit.span() : command.span(),
                  rewrite.words(),
                  "`" + Sql.name(alter.table()) + "`"),
              visit.table(alter.table()));
        }
      }
    }
  }

  private Problem problem(Span span, String words, String table) {
    return Problem.of(
        this,
        span,
        "`" + words + "` writes all of " + table + " anew under its lock",
        "use pg_repack, which keeps the table in use");
  }
}
