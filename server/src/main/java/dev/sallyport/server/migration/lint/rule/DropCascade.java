package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.Locale;

/** What depends on the dropped object goes as well, unnamed. */
final class DropCascade extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-cascade",
          "DROP ... CASCADE",
          "an object, column or constraint is dropped with CASCADE",
          "views, foreign keys, defaults and functions that depend on it are dropped too, and the"
              + " file does not say which",
          "drop each dependent by its name, and then the object without CASCADE",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE VIEW people AS TABLE users;",
              "DROP TABLE users CASCADE;",
              "DROP VIEW people;\nCREATE VIEW people AS SELECT id, 1 AS one FROM users;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.Drop drop && drop.cascade()) {
      boolean ownTables =
          drop.kind().equals("table") && drop.names().stream().allMatch(visit::isNew);
      if (!ownTables) {
        visit.report(problem(visit, visit.span(), "DROP " + drop.kind().toUpperCase(Locale.ROOT)));
      }
    } else if (visit.definition() instanceof Definition.AlterTable alter
        && !visit.isNew(alter.table())) {
      for (Definition.Command command : alter.commands()) {
        Span span = visit.inBlock() ? visit.span() : command.span();
        if (command.change() instanceof TableCommand.DropColumn drop && drop.cascade()) {
          visit.report(problem(visit, span, "DROP COLUMN"));
        } else if (command.change() instanceof TableCommand.DropConstraint drop && drop.cascade()) {
          visit.report(problem(visit, span, "DROP CONSTRAINT"));
        }
      }
    }
  }

  private Problem problem(Visit visit, Span span, String words) {
    return Problem.of(
        this,
        span,
        "`" + words + " ... CASCADE` drops whatever depends on it, unnamed",
        "drop each dependent by its name, then leave CASCADE out");
  }
}
