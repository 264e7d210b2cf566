package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression, reduced to what rules ask of one.
 *
 * @param functions every function it calls
 * @param columns every column it names
 * @param literals every text in it
 * @param constant whether it is a literal, perhaps behind a cast
 * @param isNull whether it is NULL
 * @param notNullColumn the column of {@code column IS NOT NULL}; null where it says anything else
 */
public record Expression(
    List<ObjectName> functions,
    Set<String> columns,
    Set<String> literals,
    boolean constant,
    boolean isNull,
    @Nullable String notNullColumn) {
  public Expression {
    functions = List.copyOf(functions);
    columns = Set.copyOf(columns);
    literals = Set.copyOf(literals);
  }
}
