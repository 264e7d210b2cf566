package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.FactKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one object differs between two databases.
 *
 * @param properties what changed; empty unless the object is in both
 */
public record ObjectDifference(FactKey key, Change change, List<PropertyChange> properties) {
  public ObjectDifference {
    properties = List.copyOf(properties);
  }

  /** Whether an object comes, goes, or is another. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * One property of an object.
   *
   * @param before null where it was absent
   * @param after null where it is absent
   */
  public record PropertyChange(String name, @Nullable Object before, @Nullable Object after) {}

  /** One line, such as {@code column `public.users.age`: type is `bigint`, was `integer`}. */
  public String words() {
    return DifferenceWords.of(this);
  }

  @Override
  public String toString() {
    return words();
  }
}
