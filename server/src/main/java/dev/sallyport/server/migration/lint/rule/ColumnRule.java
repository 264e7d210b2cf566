package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;

/** A rule about every column that is defined, of new tables too. */
abstract class ColumnRule extends Rule {
  @Override
  public final void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateTable create) {
      create.columns().forEach(column -> column(visit, column, place(visit, column)));
    } else if (visit.definition() instanceof Definition.AlterTable alter) {
      for (Definition.Command command : alter.commands()) {
        if (command.change() instanceof TableCommand.AddColumn add) {
          column(visit, add.column(), place(visit, add.column()));
        }
      }
    }
  }

  abstract void column(Visit visit, ColumnDefinition column, Span span);

  private static Span place(Visit visit, ColumnDefinition column) {
    return visit.inBlock() || column.span().start() < visit.span().start()
        ? visit.span()
        : column.span();
  }
}
