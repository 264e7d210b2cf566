package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TableCommand;

/** An exclusion constraint, which has no way round its lock. */
final class ExclusionConstraint extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "exclusion-constraint",
          "ADD CONSTRAINT EXCLUDE on a table in use",
          "an exclusion constraint is added to a table that this file did not make",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while its index is built; there"
              + " is no CONCURRENTLY and no NOT VALID for it",
          "make a new table with the constraint and move the rows over, or hold the rule with a"
              + " trigger",
          Example.of(
              "CREATE TABLE rooms (id bigint PRIMARY KEY, taken tsrange);",
              "ALTER TABLE rooms ADD CONSTRAINT no_overlap EXCLUDE USING gist (taken WITH &&);",
              """
              CREATE TABLE reservations (
                id bigint PRIMARY KEY,
                taken tsrange,
                CONSTRAINT no_overlap EXCLUDE USING gist (taken WITH &&)
              );\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.AddConstraint add
        && add.constraint().kind() == Kind.EXCLUSION) {
      visit.report(
          Problem.of(
              this,
              change.span(),
              "an exclusion constraint locks `" + change.name() + "` while its index is built",
              "make a new table with it and move the rows over"),
          change.table());
    }
  }
}
