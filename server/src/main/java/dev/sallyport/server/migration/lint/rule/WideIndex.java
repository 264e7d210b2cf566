package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;

/** An index of many columns. */
final class WideIndex extends Rule {
  private static final int WIDEST = 3;

  private static final RuleFacts FACTS =
      RuleFacts.style(
          "wide-index",
          "an index of more than three columns",
          "an index that is not unique has more than three columns",
          "it is large, slows every write, and its last columns rarely help",
          "index the columns that queries choose by",
          Example.of(
              "CREATE TABLE t (a integer, b integer, c integer, d integer);",
              "CREATE INDEX CONCURRENTLY t_idx ON t (a, b, c, d);",
              "CREATE INDEX CONCURRENTLY t_idx ON t (a, b);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateIndex index
        && !index.unique()
        && index.width() > WIDEST) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "the index has " + index.width() + " columns",
              "index the columns that queries choose by"));
    }
  }
}
