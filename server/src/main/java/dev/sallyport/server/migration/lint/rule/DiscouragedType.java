package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.ColumnDefinition.Generated;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import java.util.Map;
import java.util.Set;

/** Types with a better one beside them. */
final class DiscouragedType extends ColumnRule {
  private static final Map<String, String> BETTER =
      Map.of(
          "bpchar", "text",
          "varchar", "text and a check",
          "timestamp", "timestamptz",
          "money", "numeric",
          "serial", "bigint GENERATED ALWAYS AS IDENTITY",
          "bigserial", "bigint GENERATED ALWAYS AS IDENTITY",
          "smallserial", "bigint GENERATED ALWAYS AS IDENTITY",
          "timetz", "timestamptz");

  private static final Set<String> NARROW = Set.of("int4", "int2");

  private static final RuleFacts FACTS =
      RuleFacts.style(
          "discouraged-type",
          "a type with a better one beside it",
          "a column is char(n), varchar(n), timestamp without time zone, money, serial, or a key"
              + " that is a 32-bit integer",
          "padding, limits that are hard to change, moments that depend on the reader's time zone,"
              + " sequences with rights of their own, keys that run out",
          "text, timestamptz, numeric, identity columns, bigint",
          Example.of(
              "",
              "CREATE TABLE events (id bigint PRIMARY KEY, happened timestamp);",
              "CREATE TABLE events (id bigint PRIMARY KEY, happened timestamptz);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void column(Visit visit, ColumnDefinition column, Span span) {
    String type = column.type().name().name();
    boolean limited = !type.equals("varchar") || !column.type().modifiers().isEmpty();
    boolean key = column.has(Kind.PRIMARY_KEY) || column.generated() == Generated.IDENTITY;
    String better =
        key && NARROW.contains(type) ? "bigint" : limited ? BETTER.getOrDefault(type, "") : "";
    if (!better.isEmpty()) {
      visit.report(
          Problem.of(
              this,
              span,
              "`" + column.name() + "` is `" + column.type().sql() + "`",
              "use " + better));
    }
  }
}
