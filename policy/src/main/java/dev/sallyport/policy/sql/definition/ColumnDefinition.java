package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as CREATE TABLE and ADD COLUMN define it.
 *
 * @param notNull whether it says NOT NULL, or is a key or an identity and so can't be NULL
 * @param defaultValue null where it has none
 * @param constraints of its own, but NOT NULL
 */
public record ColumnDefinition(
    String name,
    TypeReference type,
    boolean notNull,
    @Nullable Expression defaultValue,
    Generated generated,
    List<ConstraintDefinition> constraints,
    Span span) {
  public ColumnDefinition {
    constraints = List.copyOf(constraints);
  }

  /** Where its values come from. */
  public enum Generated {
    NO,
    IDENTITY,
    STORED,
    VIRTUAL
  }

  /** Whether it has a constraint of that kind. */
  public boolean has(ConstraintDefinition.Kind kind) {
    return constraints.stream().anyMatch(constraint -> constraint.kind() == kind);
  }
}
