package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.TableState;

/** A rule about commands of ALTER TABLE on tables that others use already. */
abstract class TableRule extends Rule {

  /** A command, the table it changes, and its place. */
  record Change(
      Definition.AlterTable alter,
      TableState table,
      TableCommand command,
      Span span,
      boolean first) {

    /** The table's name in SQL. */
    String name() {
      return Sql.name(alter.table());
    }
  }

  @Override
  public final void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.AlterTable alter)
        || !alter.kind().equals("table")
        || !concerns(visit, alter.table())) {
      return;
    }
    TableState table = visit.table(alter.table());
    for (int i = 0; i < alter.commands().size(); i++) {
      Definition.Command command = alter.commands().get(i);
      Span span = visit.inBlock() ? visit.span() : command.span();
      check(visit, new Change(alter, table, command.change(), span, i == 0));
    }
  }

  abstract void check(Visit visit, Change change);

  /** Whether the table matters: others use it. */
  boolean concerns(Visit visit, ObjectName table) {
    return !visit.isNew(table);
  }
}
