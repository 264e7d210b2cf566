package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ColumnDefinition.Generated;
import dev.sallyport.policy.sql.definition.TableCommand;

/** A stored generated column in a table that has rows. */
final class StoredGeneratedColumn extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "stored-generated-column",
          "ADD COLUMN GENERATED ALWAYS AS (...) STORED",
          "a stored generated column is added to a table in use",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the value of every row is"
              + " computed and the table is written anew",
          "a plain column that a trigger fills, and old rows in batches; a view; or a VIRTUAL"
              + " column (PostgreSQL 18)",
          Example.of(
              "CREATE TABLE items (price numeric, amount integer);",
              """
              ALTER TABLE items ADD COLUMN total numeric
                GENERATED ALWAYS AS (price * amount) STORED;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE items ADD COLUMN total numeric;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.AddColumn add
        && add.column().generated() == Generated.STORED) {
      visit.report(
          Problem.of(
              this,
              change.span(),
              "the stored column `"
                  + add.column().name()
                  + "` writes all of `"
                  + change.name()
                  + "` anew",
              "use a plain column and a trigger, or a view"),
          change.table());
    }
  }
}
