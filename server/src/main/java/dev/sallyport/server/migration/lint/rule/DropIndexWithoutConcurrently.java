package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.Optional;

/** DROP INDEX that keeps everybody out of the table. */
final class DropIndexWithoutConcurrently extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-index-without-concurrently",
          "DROP INDEX without CONCURRENTLY",
          "an index of a table in use is dropped without CONCURRENTLY",
          "an ACCESS EXCLUSIVE lock on the table: it waits for every transaction that uses the"
              + " table, and everybody who comes later waits behind it",
          "DROP INDEX CONCURRENTLY, alone in a migration of its own",
          Example.of(
              "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n"
                  + "CREATE INDEX orders_note_idx ON orders (note);",
              "DROP INDEX orders_note_idx;",
              "DROP INDEX CONCURRENTLY orders_note_idx;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Drop drop)
        || !drop.kind().equals("index")
        || drop.concurrently()) {
      return;
    }
    for (ObjectName index : drop.names()) {
      Optional<TableState> table = visit.state().tableOfIndex(index);
      if (table.isPresent() && (visit.state().isNew(table.get()) || table.get().isPartitioned())) {
        continue;
      }
      Problem problem =
          Problem.of(
                  this,
                  visit.span(),
                  "`DROP INDEX` locks the table of `" + index + "` against reads and writes",
                  "drop it with CONCURRENTLY, alone in a migration of its own")
              .safer(
                  Draft.of(
                      "drop_index_" + index.name(),
                      "DROP INDEX CONCURRENTLY "
                          + (drop.ifExists() ? "IF EXISTS " : "")
                          + Sql.name(index)));
      visit.report(table.map(t -> problem.because(visit.origin(t))).orElse(problem));
    }
  }
}
