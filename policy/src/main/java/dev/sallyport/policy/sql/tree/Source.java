package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.ObjectName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a query level reads rows from, under the names that column references call it by.
 * Collects the columns that are, or may be, read from it.
 */
final class Source {
  private final @Nullable ObjectName relation;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final Set<String> columnNames = new LinkedHashSet<>();
  private boolean whole;
  private boolean value;

  /**
   * @param relation the table or view; null for a sub-query, a function or a CTE
   */
  Source(@Nullable ObjectName relation, String name) {
    this.relation = relation;
    call(name);
  }

  @Nullable ObjectName relation() {
    return relation;
  }

  /** Gives it one more name; an empty one is none. */
  void call(String name) {
    if (!name.isEmpty()) {
      names.add(name);
    }
  }

  /** Gives its columns other names. */
  void callColumns(List<String> others) {
    columnNames.addAll(others);
    whole |= !others.isEmpty();
  }

  boolean isCalled(String name) {
    return names.contains(name);
  }

  /** It is what a function returns: perhaps a single value, which then is the whole row. */
  void holdsValue() {
    value = true;
  }

  /** Whether the name may stand for a value of this source that has no such column. */
  boolean mayBeValue(String name, String column) {
    return value && (names.isEmpty() || isCalled(name)) && !columnNames.contains(column);
  }

  void readColumn(String column) {
    columns.add(column);
  }

  /** All columns are read, or which ones can't be told. */
  void readWhole() {
    whole = true;
  }

  boolean isTouched() {
    return whole || !columns.isEmpty();
  }

  /** The columns that are read; empty where it may be all of them. */
  Set<String> columns() {
    return whole ? Set.of() : columns;
  }

  /** Adds what another source reads of the same relation. */
  void alsoReads(Source other) {
    whole |= other.whole;
    columns.addAll(other.columns);
  }
}
