package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ConstraintDefinition;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.stream.Stream;

/** Deleting one row deletes others. */
final class ForeignKeyCascade extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "foreign-key-cascade",
          "a foreign key ON DELETE CASCADE on a table in use",
          "a foreign key with ON DELETE CASCADE is added to a table that this file did not make",
          "deleting one referenced row deletes any number of rows here, and those that refer to"
              + " them, without a word",
          "ON DELETE RESTRICT or NO ACTION, and programs that delete what they mean",
          Example.of(
              "CREATE TABLE customers (id bigint PRIMARY KEY);\n"
                  + "CREATE TABLE orders (customer_id bigint);\n"
                  + "CREATE INDEX ON orders (customer_id);",
              """
              ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey
                FOREIGN KEY (customer_id) REFERENCES customers (id)
                ON DELETE CASCADE NOT VALID;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey
                FOREIGN KEY (customer_id) REFERENCES customers (id)
                ON DELETE RESTRICT NOT VALID;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    Stream<ConstraintDefinition> constraints =
        change.command() instanceof TableCommand.AddConstraint add
            ? Stream.of(add.constraint())
            : change.command() instanceof TableCommand.AddColumn add
                ? add.column().constraints().stream()
                : Stream.empty();
    constraints
        .filter(c -> c.references() != null && c.onDeleteCascade())
        .forEach(
            c ->
                visit.report(
                    Problem.of(
                            this,
                            change.span(),
                            "deleting a row of `"
                                + c.references()
                                + "` deletes rows of `"
                                + change.name()
                                + "` from now on",
                            "use ON DELETE RESTRICT, and delete what you mean by name")
                        .because(visit.origin(change.table()))));
  }
}
