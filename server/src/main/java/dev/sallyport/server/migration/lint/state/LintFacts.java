package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a live database knows that files don't say.
 *
 * @param reachable false where no database was asked; then all the rest is empty
 * @param version such as 170004
 * @param timeZone in which timestamps without a zone are read; empty where nobody said
 * @param lockTimeout the setting that a session starts with; empty for none
 * @param tables tables and materialized views by qualified name
 * @param invalidIndexes what builds with CONCURRENTLY that failed have left behind
 * @param constrainedDomains domains with a check or NOT NULL
 * @param steadyFunctions functions of users that are declared immutable or stable
 * @param applied migrations that have run, by name
 * @param edited migrations that have run with other bytes than their file has, by name
 */
public record LintFacts(
    boolean reachable,
    int version,
    String timeZone,
    String lockTimeout,
    Map<ObjectName, LiveTable> tables,
    Set<ObjectName> invalidIndexes,
    Set<ObjectName> constrainedDomains,
    Set<ObjectName> steadyFunctions,
    Set<String> applied,
    Set<String> edited) {
  /** No database was asked. */
  public static final LintFacts NONE =
      new LintFacts(false, 0, "", "", Map.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public LintFacts {
    tables = Map.copyOf(tables);
    invalidIndexes = Set.copyOf(invalidIndexes);
    constrainedDomains = Set.copyOf(constrainedDomains);
    steadyFunctions = Set.copyOf(steadyFunctions);
    applied = Set.copyOf(applied);
    edited = Set.copyOf(edited);
  }

  /**
   * A table of the database.
   *
   * @param rows as the planner estimates them; -1 where it was never analysed
   * @param bytes with indexes
   */
  public record LiveTable(
      long rows,
      long bytes,
      boolean partitioned,
      Map<String, ColumnState> columns,
      List<IndexState> indexes,
      List<ConstraintState> constraints) {
    public LiveTable {
      columns = Map.copyOf(columns);
      indexes = List.copyOf(indexes);
      constraints = List.copyOf(constraints);
    }
  }
}
