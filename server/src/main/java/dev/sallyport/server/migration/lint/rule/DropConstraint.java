package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.lint.state.ColumnState;
import dev.sallyport.server.migration.lint.state.ConstraintState;
import java.util.Optional;

/** A rule that rows were held to goes away. */
final class DropConstraint extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-constraint",
          "DROP CONSTRAINT",
          "a constraint of a table in use is dropped; left alone where the file adds it again or"
              + " one in its place, and where it is the check behind a column that is NOT NULL now",
          "rows that break it come in from then on, and it can't be added again until they are"
              + " gone",
          "drop it only when nothing relies on it; to change it, add the new one NOT VALID first",
          Example.of(
              "CREATE TABLE customers (id bigint PRIMARY KEY);\n"
                  + "CREATE TABLE orders (customer_id bigint CONSTRAINT orders_customer_fkey"
                  + " REFERENCES customers (id));\n"
                  + "CREATE INDEX ON orders (customer_id);",
              "ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_customer_fkey;
              ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey
                FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.DropConstraint drop)) {
      return;
    }
    Optional<ConstraintState> known = change.table().constraint(drop.constraint());
    if (isReplaced(visit, change, drop.constraint(), known)
        || isSpent(visit, change, drop, known)) {
      return;
    }
    String kind = known.map(ConstraintState::kind).map(k -> k.words() + " ").orElse("");
    visit.report(
        Problem.of(
                this,
                change.span(),
                "nothing holds rows of `"
                    + change.name()
                    + "` to the "
                    + kind
                    + "constraint `"
                    + drop.constraint()
                    + "` any more",
                "drop it only when nothing relies on it")
            .because(
                kind.isEmpty()
                    ? new Fact(
                        "what kind of constraint it is, is not known",
                        "nothing, if it were a check that NOT NULL has made needless")
                    : visit.origin(change.table())));
  }

  /** The same file adds one of that name, or a key over the same columns and more. */
  private static boolean isReplaced(
      Visit visit, Change change, String name, Optional<ConstraintState> known) {
    return visit.outlook().file(visit.place().number()).stream()
        .filter(d -> d instanceof Definition.AlterTable)
        .map(Definition.AlterTable.class::cast)
        .filter(alter -> Outlook.same(alter.table(), change.alter().table()))
        .flatMap(alter -> alter.commands().stream())
        .anyMatch(
            command ->
                command.change() instanceof TableCommand.AddConstraint add
                    && (add.constraint().name().equals(name)
                        || known
                            .filter(old -> old.kind() == add.constraint().kind())
                            .filter(old -> !old.columns().isEmpty())
                            .filter(old -> add.constraint().columns().containsAll(old.columns()))
                            .isPresent()));
  }

  /** A check that proved what NOT NULL says now. */
  private static boolean isSpent(
      Visit visit,
      Change change,
      TableCommand.DropConstraint drop,
      Optional<ConstraintState> known) {
    String column = known.map(ConstraintState::notNullColumn).orElse(null);
    if (column != null) {
      return change.table().column(column).map(ColumnState::notNull).orElse(false)
          || setsNotNull(visit, change, column);
    }
    return known.isEmpty() || known.get().kind() == null
        ? change.table().columns().entrySet().stream()
            .anyMatch(e -> e.getValue().notNull() && drop.constraint().contains(e.getKey()))
        : false;
  }

  private static boolean setsNotNull(Visit visit, Change change, String column) {
    return change.alter().commands().stream()
        .anyMatch(
            command ->
                command.change() instanceof TableCommand.SetNotNull set
                    && set.column().equals(column));
  }
}
