package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.ConstraintDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TableCommand;

/** A check that is checked while the table is locked. */
final class CheckWithoutNotValid extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "check-without-not-valid",
          "a check is added and checked in one step",
          "CHECK is added to a table in use without NOT VALID, or together with a new column",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while every row is read",
          "add it NOT VALID, which looks at no row, and VALIDATE CONSTRAINT in a later migration,"
              + " which keeps nobody out",
          Example.of(
              "CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric);",
              "ALTER TABLE accounts ADD CONSTRAINT balance_positive CHECK (balance >= 0);",
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
    if (change.command() instanceof TableCommand.AddConstraint add) {
      ConstraintDefinition constraint = add.constraint();
      if (!constraint.notValid()
          && (constraint.kind() == Kind.CHECK || constraint.kind() == Kind.NOT_NULL)) {
        visit.report(
            problem(change, change.span())
                .safer(ForeignKeyWithoutNotValid.notValid(visit, change, constraint)),
            change.table());
      }
    } else if (change.command() instanceof TableCommand.AddColumn add
        && add.column().has(Kind.CHECK)) {
      visit.report(problem(change, change.span()), change.table());
    }
  }

  private Problem problem(Change change, Span span) {
    return Problem.of(
        this,
        span,
        "adding a check locks `" + change.name() + "` while every row is read",
        "add it NOT VALID, then VALIDATE CONSTRAINT in a later migration");
  }
}
