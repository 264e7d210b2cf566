package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.Expression;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A new column whose default is another one for every row. */
final class VolatileDefault extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "volatile-default",
          "ADD COLUMN with a volatile default",
          "a column is added to a table in use with a default that calls a volatile function, such"
              + " as gen_random_uuid(), random() or clock_timestamp(), or one that nobody here"
              + " knows",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the table and all of its"
              + " indexes are written anew; now() and constants are stored once and write nothing",
          "add the column without a default, set the default for new rows, and fill old rows in"
              + " batches",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              "ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN token uuid;
              ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();\
              """));

  private static final Set<String> BEHIND_A_DEFAULT =
      Set.of("not", "null", "check", "references", "unique", "primary", "constraint", "collate");

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.AddColumn add)) {
      return;
    }
    Expression value = add.column().defaultValue();
    Optional<ObjectName> function = value == null ? Optional.empty() : Volatility.of(value, visit);
    if (function.isEmpty()) {
      return;
    }
    boolean certain = Volatility.isCertain(function.get());
    Problem problem =
        Problem.of(
                this,
                change.span(),
                "the default `"
                    + function.get()
                    + "()` of `"
                    + add.column().name()
                    + "` "
                    + (certain ? "writes" : "may write")
                    + " all of `"
                    + change.name()
                    + "` anew",
                "add the column without it, SET DEFAULT for new rows, fill old rows in batches")
            .because(
                certain
                    ? "PostgreSQL declares `" + function.get() + "` volatile"
                    : "nothing here tells whether `" + function.get() + "` is volatile",
                certain
                    ? "nothing, if it were stable or immutable"
                    : "nothing, if these files or the database declared it stable or immutable")
            .safer(steps(visit, change, add.column()));
    visit.report(certain ? problem : problem.as(Severity.WARNING), change.table());
  }

  private static Draft[] steps(Visit visit, Change change, ColumnDefinition column) {
    String value =
        Sql.expression(
            change.span().of(visit.place().script().text()), "default", BEHIND_A_DEFAULT);
    if (visit.inBlock() || value.isEmpty()) {
      return new Draft[0];
    }
    String name = Sql.identifier(column.name());
    String alter = "ALTER TABLE " + change.name();
    List<Draft> drafts = new ArrayList<>();
    drafts.add(
        Draft.of(
            "add_" + column.name(),
            alter
                + " ADD COLUMN "
                + name
                + " "
                + column.type().sql()
                + ";\n"
                + alter
                + " ALTER COLUMN "
                + name
                + " SET DEFAULT "
                + value));
    drafts.add(
        Draft.of(
            "fill_" + column.name(),
            Sql.batches(change.name(), name + " = DEFAULT", name + " IS NULL")));
    if (column.notNull()) {
      drafts.addAll(
          List.of(SetNotNull.steps(change.name(), change.alter().table().name(), column.name())));
    }
    return drafts.toArray(new Draft[0]);
  }
}
