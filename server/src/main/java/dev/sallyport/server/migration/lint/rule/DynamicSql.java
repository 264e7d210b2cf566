package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.finding.Finding.Severity;

/** SQL that nobody can read before it runs. */
final class DynamicSql extends Rule {
  private static final RuleFacts FACTS =
      new RuleFacts(
          "dynamic-sql",
          "EXECUTE of a text that is put together while it runs",
          Severity.NOTE,
          false,
          "a DO block executes a text that is more than one literal",
          "no rule looks at what it runs",
          "write the statements out where their number is known",
          Example.of(
              "CREATE TABLE a (id bigint PRIMARY KEY);",
              """
              DO $$ BEGIN
                EXECUTE 'COMMENT ON TABLE ' || 'a' || ' IS ''a table''';
              END $$;\
              """,
              "COMMENT ON TABLE a IS 'a table';"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.Block block && block.dynamic()) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "what this block puts together and executes was not looked at",
              "read it yourself, or write its statements out"));
    }
  }
}
