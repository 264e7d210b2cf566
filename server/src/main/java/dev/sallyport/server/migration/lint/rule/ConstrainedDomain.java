package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;

/** A check that lives in a domain. */
final class ConstrainedDomain extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "constrained-domain",
          "a domain with constraints",
          "a domain is made with CHECK or NOT NULL, or one is added to it",
          "every change of the constraint reads every table with a column of the domain under a"
              + " lock, and adding a column of it writes the table anew",
          "a domain without constraints, or the plain type, and checks of the tables, which can be"
              + " NOT VALID at first",
          Example.of(
              "CREATE DOMAIN price AS numeric;\nCREATE TABLE items (price price);",
              "ALTER DOMAIN price ADD CONSTRAINT price_positive CHECK (VALUE > 0);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE items ADD CONSTRAINT price_positive CHECK (price > 0) NOT VALID;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateDomain domain && domain.constrained()) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "changing the constraints of the domain `"
                  + domain.name()
                  + "` later reads every table that uses it",
              "make the domain without them, and put checks on the tables"));
    } else if (visit.definition() instanceof Definition.ConstrainDomain domain) {
      visit.report(
          domain.notValid()
              ? Problem.of(
                  this,
                  visit.span(),
                  "the domain `"
                      + domain.name()
                      + "` gets a constraint, whose validation reads every table that uses it",
                  "put the check on the tables instead")
              : Problem.of(
                  this,
                  visit.span(),
                  "every table that uses the domain `" + domain.name() + "` is read under a lock",
                  "put the check on the tables, NOT VALID at first"));
    }
  }
}
