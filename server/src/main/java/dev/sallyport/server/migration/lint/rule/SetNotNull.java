package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.ColumnState;
import dev.sallyport.server.migration.lint.state.ConstraintState;

/** SET NOT NULL that has to read the table. */
final class SetNotNull extends TableRule {
  private static final int PROOF_BY_CHECK = 120_000;

  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "set-not-null",
          "SET NOT NULL without a check that proves it",
          "a column of a table in use is SET NOT NULL, and no valid CHECK (column IS NOT NULL) is"
              + " known",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while every row is read",
          "add CHECK (column IS NOT NULL) NOT VALID, validate it in a later migration, then SET NOT"
              + " NULL, which reads no row any more (PostgreSQL 12 and later), and drop the check",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
              "ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD CONSTRAINT email_not_null
                CHECK (email IS NOT NULL) NOT VALID;
              -- 2.sql
              ALTER TABLE users VALIDATE CONSTRAINT email_not_null;
              -- 3.sql
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ALTER COLUMN email SET NOT NULL;
              ALTER TABLE users DROP CONSTRAINT email_not_null;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.SetNotNull set)) {
      return;
    }
    boolean already = change.table().column(set.column()).map(ColumnState::notNull).orElse(false);
    boolean old = visit.facts().reachable() && visit.facts().version() < PROOF_BY_CHECK;
    if (already || isNewColumn(visit, change, set.column()) || !old && isProven(change, set)) {
      return;
    }
    visit.report(
        Problem.of(
                this,
                change.span(),
                "`SET NOT NULL` locks `" + change.name() + "` while every row is read",
                "prove it with a validated `CHECK ("
                    + Sql.identifier(set.column())
                    + " IS NOT NULL)` first")
            .because(
                "no valid check is known that proves `" + set.column() + "` to hold no NULL",
                "nothing, if these files or the database had one")
            .safer(steps(change.name(), change.alter().table().name(), set.column())),
        change.table());
  }

  /** A check that proves it, first unseen, then validated, then needless. */
  static Draft[] steps(String table, String plain, String column) {
    String alter = "ALTER TABLE " + table;
    String check = plain + "_" + column + "_not_null";
    String name = Sql.identifier(check);
    return new Draft[] {
      Draft.of(
          "check_" + check,
          alter
              + " ADD CONSTRAINT "
              + name
              + " CHECK ("
              + Sql.identifier(column)
              + " IS NOT NULL) NOT VALID"),
      Draft.of("validate_" + check, alter + " VALIDATE CONSTRAINT " + name),
      Draft.of(
          "set_" + check,
          alter
              + " ALTER COLUMN "
              + Sql.identifier(column)
              + " SET NOT NULL;\n"
              + alter
              + " DROP CONSTRAINT "
              + name)
    };
  }

  /** The column was added just before, in the same command, with a default for every row. */
  private static boolean isNewColumn(Visit visit, Change change, String column) {
    return change.alter().commands().stream()
        .anyMatch(
            command ->
                command.change() instanceof TableCommand.AddColumn add
                    && add.column().name().equals(column));
  }

  private static boolean isProven(Change change, TableCommand.SetNotNull set) {
    String column = set.column();
    return change.table().proofOfNotNull(column).isPresent()
        || change.alter().commands().stream().anyMatch(c -> validatesProof(change, c, column))
        || change.table().constraints().stream().anyMatch(c -> isUnseenProof(c, column));
  }

  private static boolean validatesProof(Change change, Definition.Command command, String column) {
    return command.change() instanceof TableCommand.Validate validate
        && change
            .table()
            .constraint(validate.constraint())
            .map(known -> column.equals(known.notNullColumn()))
            .orElse(validate.constraint().contains(column));
  }

  /** One that these files only validate: its name has to say what it proves. */
  private static boolean isUnseenProof(ConstraintState constraint, String column) {
    return constraint.kind() == null && constraint.valid() && constraint.name().contains(column);
  }
}
