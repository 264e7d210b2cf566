package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.Arrays;
import java.util.stream.Stream;

/** A unique constraint that builds its index under the table's lock. */
final class UniqueWithoutIndex extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "unique-without-index",
          "a unique constraint builds its own index",
          "UNIQUE is added to a table in use without USING INDEX, or together with a new column",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the index is built, and"
              + " duplicates make it fail at the end",
          "CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then ADD CONSTRAINT ..."
              + " UNIQUE USING INDEX",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
              "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);",
              """
              CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
              -- 2.sql
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD CONSTRAINT users_email_key
                UNIQUE USING INDEX users_email_key;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.AddConstraint add) {
      ConstraintDefinition constraint = add.constraint();
      if (constraint.kind() == Kind.UNIQUE && constraint.usingIndex().isEmpty()) {
        report(visit, change, constraint);
      }
    } else if (change.command() instanceof TableCommand.AddColumn add) {
      add.column().constraints().stream()
          .filter(constraint -> constraint.kind() == Kind.UNIQUE)
          .forEach(constraint -> report(visit, change, constraint));
    }
  }

  /** The column first, where the constraint came with it. */
  private static Draft[] column(Change change, TableCommand.AddColumn add, Draft[] steps) {
    Draft first =
        Draft.of(
            "add_" + add.column().name(),
            "ALTER TABLE "
                + change.name()
                + " ADD COLUMN "
                + Sql.identifier(add.column().name())
                + " "
                + add.column().type().sql());
    return Stream.concat(Stream.of(first), Arrays.stream(steps)).toArray(Draft[]::new);
  }

  private void report(Visit visit, Change change, ConstraintDefinition constraint) {
    Problem problem =
        Problem.of(
            this,
            change.span(),
            "adding a unique constraint locks `" + change.name() + "` while its index is built",
            "create a unique index with CONCURRENTLY first, then add the constraint USING INDEX");
    Draft[] steps = steps(change, constraint, "UNIQUE", "key");
    boolean plain =
        change.command() instanceof TableCommand.AddColumn add
            && add.column().defaultValue() == null
            && add.column().generated() == ColumnDefinition.Generated.NO;
    visit.report(
        change.command() instanceof TableCommand.AddConstraint
            ? problem.safer(steps)
            : plain && change.command() instanceof TableCommand.AddColumn add
                ? problem.safer(column(change, add, steps))
                : problem,
        change.table());
  }

  /** A unique index that keeps nobody out, then the constraint that takes it over. */
  static Draft[] steps(
      Change change, ConstraintDefinition constraint, String words, String suffix) {
    String table = change.alter().table().name();
    String columns = suffix.equals("pkey") ? "" : "_" + String.join("_", constraint.columns());
    String name = constraint.name().isEmpty() ? table + columns + "_" + suffix : constraint.name();
    return new Draft[] {
      Draft.of(
          "index_" + name,
          "CREATE UNIQUE INDEX CONCURRENTLY "
              + Sql.identifier(name)
              + " ON "
              + change.name()
              + " "
              + Sql.list(constraint.columns())),
      Draft.of(
          "add_" + name,
          "ALTER TABLE "
              + change.name()
              + " ADD CONSTRAINT "
              + Sql.identifier(name)
              + " "
              + words
              + " USING INDEX "
              + Sql.identifier(name))
    };
  }
}
