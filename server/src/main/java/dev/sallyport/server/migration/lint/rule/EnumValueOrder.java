package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.finding.Finding.Severity;

/** A value of an enum whose place among the others nobody chose. */
final class EnumValueOrder extends Rule {
  private static final RuleFacts FACTS =
      new RuleFacts(
          "enum-value-order",
          "ALTER TYPE ADD VALUE without BEFORE or AFTER",
          Severity.NOTE,
          false,
          "a value is added to an enum without saying where it stands among the others",
          "it comes last; databases in which values were added in another order sort differently",
          "write BEFORE or AFTER a value that is there",
          Example.of(
              "CREATE TYPE mood AS ENUM ('good', 'bad');",
              "ALTER TYPE mood ADD VALUE 'fair';",
              "ALTER TYPE mood ADD VALUE 'fair' AFTER 'good';"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.AddEnumValue value && !value.placed()) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "`" + value.value() + "` comes last among the values of `" + value.type() + "`",
              "write BEFORE or AFTER a value that is there, if anyone sorts by it"));
    }
  }
}
