package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.List;
import java.util.Set;

/** A foreign key that is checked while both tables are locked. */
final class ForeignKeyWithoutNotValid extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "foreign-key-without-not-valid",
          "a foreign key is added and checked in one step",
          "a foreign key is added to a table in use without NOT VALID, or together with a new"
              + " column",
          "SHARE ROW EXCLUSIVE locks on both tables keep writers out of both while every row is"
              + " looked up; with a new column the table is locked against readers too",
          "add it NOT VALID, which looks at no row, and VALIDATE CONSTRAINT in a later migration,"
              + " which keeps nobody out",
          Example.of(
              "CREATE TABLE customers (id bigint PRIMARY KEY);\n"
                  + "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);\n"
                  + "CREATE INDEX orders_customer_idx ON orders (customer_id);",
              """
              ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey
                FOREIGN KEY (customer_id) REFERENCES customers (id);\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey
                FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
              -- 2.sql
              ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fkey;\
              """));

  private static final Set<String> BEHIND_A_REFERENCE =
      Set.of("check", "unique", "primary", "constraint", "collate", "generated", ",", ";");

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.AddConstraint add
        && add.constraint().kind() == Kind.FOREIGN_KEY
        && !add.constraint().notValid()) {
      constraint(visit, change, add.constraint());
    } else if (change.command() instanceof TableCommand.AddColumn add) {
      add.column().constraints().stream()
          .filter(constraint -> constraint.kind() == Kind.FOREIGN_KEY)
          .forEach(constraint -> column(visit, change, add.column(), constraint));
    }
  }

  private void constraint(Visit visit, Change change, ConstraintDefinition constraint) {
    ObjectName references = java.util.Objects.requireNonNull(constraint.references());
    Problem problem =
        Problem.of(
            this,
            change.span(),
            "adding a foreign key blocks writes to `"
                + change.name()
                + "` and `"
                + Sql.name(references)
                + "` while every row is checked",
            "add it NOT VALID, then VALIDATE CONSTRAINT in a later migration");
    visit.report(problem.safer(notValid(visit, change, constraint)), change.table());
  }

  /** NOT VALID first, VALIDATE in a file of its own; nothing where it stands in a block. */
  static Draft[] notValid(Visit visit, Change change, ConstraintDefinition constraint) {
    String alone = Sql.alone(visit, change);
    if (alone.isEmpty()) {
      return new Draft[0];
    }
    String name = constraint.name();
    String statement = alone;
    if (name.isEmpty()) {
      String suffix = constraint.kind() == Kind.FOREIGN_KEY ? "fkey" : "check";
      String columns = String.join("_", constraint.columns());
      name =
          change.alter().table().name() + (columns.isEmpty() ? "" : "_" + columns) + "_" + suffix;
      statement = Sql.after(alone, "add", "CONSTRAINT " + Sql.identifier(name));
    }
    return new Draft[] {
      Draft.of("add_" + name, statement + " NOT VALID"),
      Draft.of(
          "validate_" + name,
          "ALTER TABLE " + change.name() + " VALIDATE CONSTRAINT " + Sql.identifier(name))
    };
  }

  /** What the column's own constraint refers to, and what happens when that goes. */
  private static String target(Visit visit, ColumnDefinition column, ObjectName references) {
    String text =
        visit.inBlock()
            ? ""
            : Sql.expression(
                column.span().of(visit.place().script().text()), "references", BEHIND_A_REFERENCE);
    String own = text.replaceAll("(?is)(?<!\\bset)\\s+(default\\b.*|(not\\s+)?null\\b.*)$", "");
    return own.isEmpty() ? Sql.name(references) : own;
  }

  private void column(
      Visit visit, Change change, ColumnDefinition column, ConstraintDefinition constraint) {
    ObjectName references = java.util.Objects.requireNonNull(constraint.references());
    boolean scans = column.defaultValue() != null && !column.defaultValue().isNull();
    String name = change.alter().table().name() + "_" + column.name() + "_fkey";
    Problem problem =
        Problem.of(
                this,
                column.span().equals(visit.span()) || visit.inBlock()
                    ? change.span()
                    : column.span(),
                "adding `"
                    + column.name()
                    + "` with a foreign key locks `"
                    + change.name()
                    + "` and blocks writes to `"
                    + Sql.name(references)
                    + (scans ? "` while every row is checked" : "`"),
                "add the column alone, then the foreign key NOT VALID, then validate it")
            .safer(
                Draft.of(
                    "add_" + column.name(),
                    "ALTER TABLE "
                        + change.name()
                        + " ADD COLUMN "
                        + Sql.identifier(column.name())
                        + " "
                        + column.type().sql()),
                Draft.of(
                    "add_" + name,
                    "ALTER TABLE "
                        + change.name()
                        + " ADD CONSTRAINT "
                        + Sql.identifier(name)
                        + " FOREIGN KEY "
                        + Sql.list(List.of(column.name()))
                        + " REFERENCES "
                        + target(visit, column, references)
                        + " NOT VALID"),
                Draft.of(
                    "validate_" + name,
                    "ALTER TABLE "
                        + change.name()
                        + " VALIDATE CONSTRAINT "
                        + Sql.identifier(name)));
    if (scans) {
      visit.report(problem, change.table());
    } else {
      visit.report(
          problem
              .as(Severity.WARNING)
              .because(
                  "the column has no default, so no row is looked up",
                  "this would be of severity error")
              .because(visit.origin(change.table())));
    }
  }
}
