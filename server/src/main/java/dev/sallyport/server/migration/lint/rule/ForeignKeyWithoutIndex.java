package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.IndexState;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.List;
import java.util.stream.Stream;

/** A foreign key whose rows can't be found quickly. */
final class ForeignKeyWithoutIndex extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "foreign-key-without-index",
          "a foreign key without an index on the referencing columns",
          "no index, in these files or the database, begins with the referencing columns of a"
              + " foreign key; a partial index does not count, and neither does a referenced table"
              + " that migrations fill, such as a list of words",
          "every DELETE of a referenced row, and every UPDATE of its key, reads the whole table"
              + " that refers to it, and locks are held meanwhile",
          "create an index on the referencing columns",
          Example.of(
              "CREATE TABLE customers (id bigint PRIMARY KEY);",
              """
              CREATE TABLE orders (
                id bigint PRIMARY KEY,
                customer_id bigint REFERENCES customers (id)
              );\
              """,
              """
              CREATE TABLE orders (
                id bigint PRIMARY KEY,
                customer_id bigint REFERENCES customers (id)
              );
              CREATE INDEX orders_customer_idx ON orders (customer_id);\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateTable create) {
      List<IndexState> own = keys(create);
      Stream.concat(
              create.constraints().stream(),
              create.columns().stream().flatMap(column -> column.constraints().stream()))
          .forEach(constraint -> look(visit, create.name(), own, constraint));
    } else if (visit.definition() instanceof Definition.AlterTable alter) {
      TableState table = visit.table(alter.table());
      if (table.isComplete()) {
        for (Definition.Command command : alter.commands()) {
          if (command.change() instanceof TableCommand.AddConstraint add) {
            look(visit, alter.table(), table.indexes(), add.constraint());
          } else if (command.change() instanceof TableCommand.AddColumn add) {
            add.column()
                .constraints()
                .forEach(
                    constraint ->
                        look(visit, alter.table(), keys(add.column(), table), constraint));
          }
        }
      }
    }
  }

  private static List<IndexState> keys(Definition.CreateTable create) {
    return Stream.concat(
            create.constraints().stream(),
            create.columns().stream().flatMap(column -> column.constraints().stream()))
        .filter(c -> c.kind() == Kind.PRIMARY_KEY || c.kind() == Kind.UNIQUE)
        .map(c -> new IndexState(c.name(), c.columns(), true, false))
        .toList();
  }

  private static List<IndexState> keys(ColumnDefinition column, TableState table) {
    return column.has(Kind.UNIQUE) || column.has(Kind.PRIMARY_KEY)
        ? List.of(new IndexState("", List.of(column.name()), true, false))
        : table.indexes();
  }

  private void look(
      Visit visit, ObjectName table, List<IndexState> indexes, ConstraintDefinition constraint) {
    ObjectName references = constraint.references();
    List<String> columns = constraint.columns();
    if (references == null
        || columns.isEmpty()
        || indexes.stream().anyMatch(index -> index.serves(columns))
        || visit.outlook().makesIndex(table, columns)
        || visit.outlook().fills(references)) {
      return;
    }
    Span span =
        visit.inBlock() || constraint.span().start() < visit.span().start()
            ? visit.span()
            : constraint.span();
    String index = table.name() + "_" + String.join("_", columns) + "_idx";
    visit.report(
        Problem.of(
                this,
                span,
                "no index finds the rows of `"
                    + Sql.name(table)
                    + "` by `"
                    + String.join(", ", columns)
                    + "`, which refer to `"
                    + Sql.name(references)
                    + "`",
                "create an index on `" + Sql.name(table) + " " + Sql.list(columns) + "`")
            .because(
                "neither these files nor the database have such an index",
                "nothing, if any of them had")
            .safer(
                Draft.of(
                    "index_" + index,
                    "CREATE INDEX CONCURRENTLY "
                        + Sql.identifier(index)
                        + " ON "
                        + Sql.name(table)
                        + " "
                        + Sql.list(columns))));
  }
}
