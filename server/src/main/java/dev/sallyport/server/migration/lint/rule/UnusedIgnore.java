package dev.sallyport.server.migration.lint.rule;

/** An ignore comment with nothing to ignore. */
final class UnusedIgnore extends HistoryRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "unused-ignore",
          "an ignore that ignores nothing",
          "a `sallyport:ignore` comment names a rule that finds nothing there, or no rule at all",
          "it looks like a considered exception, and hides the next finding in its place",
          "remove it",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              "-- sallyport:ignore drop-table nobody uses it\nSELECT count(*) FROM users;",
              "-- sallyport:ignore drop-table nobody uses it\nDROP TABLE users;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }
}
