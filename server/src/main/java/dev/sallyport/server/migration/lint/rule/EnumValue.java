package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.Expression;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of an enum that is used before it is committed. */
final class EnumValue extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "enum-value-in-transaction",
          "a new value of an enum is used in the transaction that adds it",
          "after ALTER TYPE ... ADD VALUE, the same transaction names the value in a default,"
              + " check, query or row, and the enum is older than the transaction; a value without"
              + " BEFORE or AFTER is a note where the type is ordered by anyone",
          "PostgreSQL refuses it (55P04), and the migration stays behind as failed",
          "add the value in a migration of its own, and use it in the next one",
          Example.of(
                  "CREATE TYPE mood AS ENUM ('good', 'bad');\n"
                      + "CREATE TABLE people (id bigint PRIMARY KEY, mood mood);",
                  """
                  SET LOCAL lock_timeout = '2s';
                  ALTER TYPE mood ADD VALUE 'fair' AFTER 'good';
                  ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'fair';\
                  """,
                  """
                  ALTER TYPE mood ADD VALUE 'fair' AFTER 'good';
                  -- 2.sql
                  SET LOCAL lock_timeout = '2s';
                  ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'fair';\
                  """)
              .failing("55P04"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!visit.transaction().isOpen()) {
      return;
    }
    literals(visit.definition())
        .filter(visit.transaction()::addedEnumValue)
        .findFirst()
        .ifPresent(
            value ->
                visit.report(
                    Problem.of(
                            this,
                            visit.span(),
                            "the enum value `"
                                + value
                                + "` is used in the transaction that adds it",
                            "add the value in a migration of its own, before this one")
                        .because(
                            "`ADD VALUE '" + value + "'` stands before it in its transaction",
                            "nothing, in a transaction of its own")));
  }

  private static Stream<String> literals(Definition definition) {
    if (definition instanceof Definition.Write write) {
      return write.literals().stream();
    }
    if (definition instanceof Definition.Read read) {
      return read.literals().stream();
    }
    if (definition instanceof Definition.CreateTable create) {
      return create.columns().stream().flatMap(EnumValue::literals);
    }
    return definition instanceof Definition.AlterTable alter
        ? alter.commands().stream().flatMap(command -> literals(command.change()))
        : Stream.empty();
  }

  private static Stream<String> literals(TableCommand change) {
    if (change instanceof TableCommand.AddColumn add) {
      return literals(add.column());
    }
    if (change instanceof TableCommand.SetDefault set) {
      return literals(set.value());
    }
    return change instanceof TableCommand.AddConstraint add
        ? literals(add.constraint().check())
        : Stream.empty();
  }

  private static Stream<String> literals(ColumnDefinition column) {
    return Stream.concat(
        literals(column.defaultValue()),
        column.constraints().stream().flatMap(constraint -> literals(constraint.check())));
  }

  private static Stream<String> literals(@Nullable Expression expression) {
    return expression == null ? Stream.empty() : expression.literals().stream();
  }
}
