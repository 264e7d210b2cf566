package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TableCommand;

/** NOT VALID and VALIDATE in one transaction, which keeps the first one's lock. */
final class ValidateInSameTransaction extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "validate-in-same-transaction",
          "NOT VALID and VALIDATE CONSTRAINT in one transaction",
          "a constraint is validated in the transaction that added it NOT VALID",
          "the lock of ADD CONSTRAINT is held until the transaction ends, and so for the whole scan"
              + " that NOT VALID was meant to take out of it",
          "VALIDATE CONSTRAINT in a migration of its own",
          Example.of(
              "CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric);",
              """
              ALTER TABLE accounts ADD CONSTRAINT balance_positive
                CHECK (balance >= 0) NOT VALID;
              ALTER TABLE accounts VALIDATE CONSTRAINT balance_positive;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE accounts ADD CONSTRAINT balance_positive
                CHECK (balance >= 0) NOT VALID;
              -- 2.sql
              ALTER TABLE accounts VALIDATE CONSTRAINT balance_positive;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.Validate validate)) {
      return;
    }
    String table = change.table().name().toString();
    if (visit.transaction().addedNotValid(table, validate.constraint())
        || addedBeside(change, validate.constraint())) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "`"
                      + validate.constraint()
                      + "` is validated in the transaction that added it, under its lock",
                  "validate it in a migration of its own")
              .because(
                  "`" + validate.constraint() + "` was added NOT VALID in this transaction",
                  "nothing, in a transaction of its own")
              .safer(
                  Draft.of(
                      "validate_" + validate.constraint(),
                      "ALTER TABLE "
                          + change.name()
                          + " VALIDATE CONSTRAINT "
                          + Sql.identifier(validate.constraint()))),
          change.table());
    }
  }

  private static boolean addedBeside(Change change, String constraint) {
    return change.alter().commands().stream()
        .anyMatch(
            command ->
                command.change() instanceof TableCommand.AddConstraint add
                    && add.constraint().notValid()
                    && add.constraint().name().equals(constraint));
  }
}
