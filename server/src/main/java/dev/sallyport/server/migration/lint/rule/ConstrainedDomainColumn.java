package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.policy.sql.definition.TypeReference;

/** A new column whose type is a domain that checks its values. */
final class ConstrainedDomainColumn extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "constrained-domain-column",
          "ADD COLUMN of a domain with constraints",
          "a column whose type is a domain with CHECK or NOT NULL is added to a table in use",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the table and all of its"
              + " indexes are written anew, even without a default",
          "add the column with the domain's base type, and the check to the table: NOT VALID, then"
              + " validated",
          Example.of(
              "CREATE DOMAIN positive AS integer CHECK (VALUE > 0);\n"
                  + "CREATE TABLE items (id bigint PRIMARY KEY);",
              "ALTER TABLE items ADD COLUMN amount positive;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE items ADD COLUMN amount integer;
              ALTER TABLE items ADD CONSTRAINT amount_positive CHECK (amount > 0) NOT VALID;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    TypeReference type =
        change.command() instanceof TableCommand.AddColumn add
            ? add.column().type()
            : change.command() instanceof TableCommand.ChangeType changed ? changed.type() : null;
    if (type != null && visit.state().isConstrainedDomain(type).orElse(false)) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "a column of the domain `"
                      + type.name()
                      + "` writes all of `"
                      + change.name()
                      + "` anew",
                  "use the base type, and a check of the table that is NOT VALID at first")
              .because(
                  "`" + type.name() + "` is a domain that checks its values",
                  "nothing, since a type that nobody declares a domain is taken for a plain one"),
          change.table());
    }
  }
}
