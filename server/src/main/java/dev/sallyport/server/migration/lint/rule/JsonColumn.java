package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.ColumnDefinition;

/** A column of the type json. */
final class JsonColumn extends ColumnRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "json-column",
          "a column of the type json",
          "a column gets the type json",
          "json has no equality: DISTINCT, UNION, GROUP BY and unique keys over rows with such a"
              + " column fail, in programs that worked before; it can't be indexed, and is parsed"
              + " at every use",
          "jsonb",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              "CREATE TABLE logs (id bigint PRIMARY KEY, body json);",
              "CREATE TABLE logs (id bigint PRIMARY KEY, body jsonb);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void column(Visit visit, ColumnDefinition column, Span span) {
    if (column.type().name().name().equals("json")) {
      visit.report(
          Problem.of(
              this, span, "`" + column.name() + "` is `json`, which has no equality", "use jsonb"));
    }
  }
}
