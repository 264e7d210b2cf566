package dev.sallyport.server.migration.lint.rule;

/** An ignore comment that does not say why. */
final class IgnoreWithoutReason extends HistoryRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "ignore-without-reason",
          "an ignore without a reason",
          "a `sallyport:ignore` comment names a rule and does not say why",
          "nobody can tell later whether it still holds",
          "write the reason behind the rule's name",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              "-- sallyport:ignore drop-table\nDROP TABLE users;",
              "-- sallyport:ignore drop-table nobody uses it since March\nDROP TABLE users;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }
}
