package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.ColumnDefinition.Generated;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.TableState;

/** A column that every row must have a value of, and none has. */
final class RequiredColumnWithoutDefault extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "required-column-without-default",
          "ADD COLUMN NOT NULL without a default",
          "a column that refuses NULL is added, without a default, to a table in use, or to one"
              + " that this file has put rows into",
          "PostgreSQL refuses it (23502) if the table has a single row; and writers that do not"
              + " know the column yet fail from then on",
          "give it a constant default, or add it without NOT NULL, fill it in batches, then prove"
              + " it with a check and SET NOT NULL",
          Example.of(
                  "CREATE TABLE users (id bigint PRIMARY KEY);\nINSERT INTO users VALUES (1);",
                  "ALTER TABLE users ADD COLUMN email text NOT NULL;",
                  """
                  SET LOCAL lock_timeout = '2s';
                  ALTER TABLE users ADD COLUMN email text NOT NULL DEFAULT '';\
                  """)
              .failing("23502"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  /** Of a table of this file too, once it has rows. */
  @Override
  boolean concerns(Visit visit, ObjectName table) {
    return !visit.isNew(table) || visit.table(table).isFilled();
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.AddColumn add) || !isRequired(visit, add)) {
      return;
    }
    ColumnDefinition column = add.column();
    TableState table = change.table();
    Problem problem =
        Problem.of(
                this,
                change.span(),
                "adding `"
                    + column.name()
                    + "` NOT NULL without a default fails if `"
                    + change.name()
                    + "` has rows",
                "give it a default, or add it nullable, fill it, then SET NOT NULL")
            .safer(steps(change, column));
    if (visit.isOnPaper(table) && !isFilled(visit, table)) {
      return;
    }
    if (visit.isNew(table.name())) {
      visit.report(
          problem.because(
              "this file made `" + change.name() + "` and puts rows into it before",
              "nothing, if it put none into it"));
      return;
    }
    boolean empty = table.live().map(live -> live.rows() == 0).orElse(false);
    if (empty && !visit.place().applied()) {
      visit.report(
          problem
              .as(Severity.NOTE)
              .because(
                  "the database says that `" + change.name() + "` is empty",
                  "this would be of severity error"));
    } else if (table.live().isEmpty() && table.madeIn() >= 0 && !isFilled(visit, table)) {
      visit.report(
          problem
              .as(Severity.NOTE)
              .because(
                  "`" + table.madeBy() + "` made the table and no migration puts a row into it",
                  "this would be of severity error"));
    } else {
      visit.report(problem, table);
    }
  }

  private static boolean isFilled(Visit visit, TableState table) {
    return table.isFilled() || visit.outlook().fills(table.name());
  }

  private static boolean isRequired(Visit visit, TableCommand.AddColumn add) {
    ColumnDefinition column = add.column();
    boolean hasDefault = column.defaultValue() != null && !column.defaultValue().isNull();
    return column.notNull() && !hasDefault && column.generated() == Generated.NO;
  }

  private static Draft[] steps(Change change, ColumnDefinition column) {
    String name = Sql.identifier(column.name());
    String table = change.name();
    String check =
        Sql.identifier(change.alter().table().name() + "_" + column.name() + "_not_null");
    String alter = "ALTER TABLE " + table;
    return new Draft[] {
      Draft.of("add_" + column.name(), alter + " ADD COLUMN " + name + " " + column.type().sql()),
      Draft.of(
          "fill_" + column.name(),
          "-- in batches, until no row is updated any more\nUPDATE "
              + table
              + " SET "
              + name
              + " = /* value */ "
              + name
              + "\nWHERE ctid = ANY (ARRAY(\n  SELECT ctid FROM "
              + table
              + " WHERE "
              + name
              + " IS NULL LIMIT 5000 FOR UPDATE SKIP LOCKED))"),
      Draft.of(
          "check_" + column.name(),
          alter + " ADD CONSTRAINT " + check + " CHECK (" + name + " IS NOT NULL) NOT VALID"),
      Draft.of("validate_" + column.name(), alter + " VALIDATE CONSTRAINT " + check),
      Draft.of(
          "require_" + column.name(),
          alter
              + " ALTER COLUMN "
              + name
              + " SET NOT NULL;\n"
              + alter
              + " DROP CONSTRAINT "
              + check)
    };
  }
}
