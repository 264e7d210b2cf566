package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;

/** Two statements that each go over a table that one could go over once. */
final class RepeatedAlterTable extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "repeated-alter-table",
          "several ALTER TABLE go over the same table",
          "two ALTER TABLE of one file each read or write all of the same table",
          "every one of them takes as long as the table is large, and locks it",
          "one ALTER TABLE with several commands goes over the table once",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ALTER COLUMN name SET NOT NULL;
              ALTER TABLE users ALTER COLUMN email SET NOT NULL;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN phone text, ADD COLUMN fax text;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.AlterTable alter)
        || visit.problems().stream().noneMatch(p -> p.rule().facts().heavy())) {
      return;
    }
    boolean before = visit.outlook().heavyBefore(visit.place().number(), alter.table());
    if (before) {
      visit.report(
          Problem.of(
                  this,
                  visit.span(),
                  "`" + Sql.name(alter.table()) + "` is gone over once more",
                  "write one ALTER TABLE with all of these commands")
              .because(
                  "an earlier statement of this script goes over all of it already",
                  "nothing, if this were the only one"));
    }
    visit.outlook().heavy(visit.place().number(), alter.table());
  }
}
