package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Map;

/**
 * How many rows a statement would change.
 *
 * @param rows by table, cascades included
 * @param exact whether the numbers were counted; else they are the planner's guess
 */
public record Estimate(Map<ObjectName, Long> rows, boolean exact) {
  public Estimate {
    rows = Map.copyOf(rows);
  }

  /** All tables together. */
  public long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
