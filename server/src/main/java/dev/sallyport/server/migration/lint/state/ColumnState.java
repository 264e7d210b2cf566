package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.definition.TypeReference;
import org.jspecify.annotations.Nullable;

/**
 * A column as far as it is known.
 *
 * @param type null where nobody said
 * @param madeIn the number of the file that made it; -1 for none of them
 */
public record ColumnState(@Nullable TypeReference type, boolean notNull, int madeIn) {
  ColumnState with(boolean refusesNull) {
    return new ColumnState(type, refusesNull, madeIn);
  }

  ColumnState with(TypeReference newType) {
    return new ColumnState(newType, notNull, madeIn);
  }
}
