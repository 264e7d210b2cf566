package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TableCommand;

/** A column with its values goes away. */
final class DropColumn extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-column",
          "DROP COLUMN",
          "a column of a table in use is dropped; left alone where the same transaction renames a"
              + " filled replacement to the old name",
          "its values are lost, and programs that still name it, or remember the table's columns,"
              + " fail at once",
          "first stop using it everywhere, deploy that, then drop it in a later migration",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, nickname text);",
              "ALTER TABLE users DROP COLUMN nickname;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ALTER COLUMN nickname DROP DEFAULT;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.DropColumn drop
        && !madeHere(visit, change, drop.column())
        && !Swap.replaces(visit, change.alter().table(), drop.column())) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "`DROP COLUMN "
                      + Sql.identifier(drop.column())
                      + "` of `"
                      + change.name()
                      + "` loses its values",
                  "stop using the column first, and drop it in a later migration")
              .because(visit.origin(change.table())));
    }
  }

  private static boolean madeHere(Visit visit, Change change, String column) {
    return change
        .table()
        .column(column)
        .map(known -> known.madeIn() == visit.state().file())
        .orElse(false);
  }
}
