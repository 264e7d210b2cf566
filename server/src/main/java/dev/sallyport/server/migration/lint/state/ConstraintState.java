package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param kind null where only its name was seen
 * @param valid whether every row is known to keep it
 * @param notNullColumn the column that it proves to hold no NULL; null where it proves none
 */
public record ConstraintState(
    String name,
    @Nullable Kind kind,
    List<String> columns,
    boolean valid,
    @Nullable String notNullColumn,
    @Nullable ObjectName references) {
  public ConstraintState {
    columns = List.copyOf(columns);
  }

  ConstraintState validated() {
    return new ConstraintState(name, kind, columns, true, notNullColumn, references);
  }
}
