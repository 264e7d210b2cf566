package dev.sallyport.server.migration.lint.state;

import java.util.List;

/** An index of a table. A partial one serves no foreign key. */
public record IndexState(String name, List<String> columns, boolean unique, boolean partial) {
  public IndexState {
    columns = List.copyOf(columns);
  }

  /** Whether rows are found by these columns through it: it begins with them, in any order. */
  public boolean serves(List<String> wanted) {
    return !partial
        && columns.size() >= wanted.size()
        && columns.subList(0, wanted.size()).containsAll(wanted);
  }
}
