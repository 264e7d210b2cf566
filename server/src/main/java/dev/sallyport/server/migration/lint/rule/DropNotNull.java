package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TableCommand;

/** A column may hold NULL from now on. */
final class DropNotNull extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-not-null",
          "DROP NOT NULL",
          "a column of a table in use may hold NULL from now on",
          "programs that never met a NULL there may fail on the first one",
          "make every reader ready for NULL first",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
              "ALTER TABLE users ALTER COLUMN email DROP NOT NULL;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ALTER COLUMN email SET DEFAULT '';\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.DropNotNull drop) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "readers of `"
                      + change.name()
                      + "` may meet NULL in `"
                      + drop.column()
                      + "` from now on",
                  "make every reader ready for NULL first")
              .because(visit.origin(change.table())));
    }
  }
}
