package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TypeReference;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.Optional;

/**
 * What PostgreSQL looks through all rows for when a column gets a type that is stored alike: a
 * check of the column, or an index that it can't take over as it is.
 *
 * @param what such as {@code the check `positive`}
 * @param help the way around it
 */
record Recheck(String what, String help) {

  /** The first of the table's that names the column; empty where none is known. */
  static Optional<Recheck> of(
      TableState table, String column, TypeReference old, TypeReference wanted) {
    Optional<Recheck> check =
        table.constraints().stream()
            .filter(known -> known.kind() == Kind.CHECK && known.columns().contains(column))
            .findFirst()
            .map(
                known ->
                    new Recheck(
                        known.name().isEmpty() ? "a check" : "the check `" + known.name() + "`",
                        "drop the check first, and add it NOT VALID and validate it afterwards"));
    boolean sorted = old.name().name().equals("citext") != wanted.name().name().equals("citext");
    return check.or(
        () ->
            table.indexes().stream()
                .filter(index -> index.columns().contains(column))
                .filter(index -> index.partial() || sorted)
                .findFirst()
                .map(
                    index ->
                        new Recheck(
                            "the index `" + index.name() + "`",
                            "drop the index CONCURRENTLY first, and make it again afterwards")));
  }
}
