package dev.sallyport.policy.sql.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One level of a query: the CTEs it names and the sources it reads. Without a catalog a column can
 * belong to several sources; then it counts for each of them.
 */
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, Node> ctes = new HashMap<>(2);
  private final List<Source> sources = new ArrayList<>(2);

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  @Nullable Scope outer() {
    return outer;
  }

  /** Names a CTE from here on. */
  void name(String cte, Node query) {
    ctes.put(cte, query);
  }

  /** The queries of the CTEs in sight, by name. */
  Map<String, Node> ctes() {
    Map<String, Node> all = outer == null ? new HashMap<>() : outer.ctes();
    all.putAll(ctes);
    return all;
  }

  /** Whether a relation of that name without schema is a CTE here. */
  boolean isCte(String name) {
    return ctes.containsKey(name) || outer != null && outer.isCte(name);
  }

  void add(Source source) {
    sources.add(source);
  }

  /** The sources of this level, in order. */
  List<Source> sources() {
    return sources;
  }

  /** The source of this level that goes by the name; null where there is none. */
  @Nullable Source source(String name) {
    return sources.stream().filter(source -> source.isCalled(name)).findFirst().orElse(null);
  }

  /** Whether {@code name} may stand for a value, not a row, that has no such column. */
  boolean mayBeValue(String name, String column) {
    return sources.stream().anyMatch(source -> source.mayBeValue(name, column))
        || outer != null && outer.mayBeValue(name, column);
  }

  /** {@code *}: every column of this level. */
  void readAll() {
    sources.forEach(Source::readWhole);
  }

  /** A column without qualifier; it may also be the name of a source, meaning its whole row. */
  void readColumn(String name) {
    for (Scope level = this; level != null; level = level.outer) {
      for (Source source : level.sources) {
        if (source.isCalled(name)) {
          source.readWhole();
        }
        source.readColumn(name);
      }
    }
  }

  /** {@code source.column}, or {@code source.*} where the column is null. */
  void readColumn(String qualifier, @Nullable String column) {
    boolean found = false;
    for (Scope level = this; level != null; level = level.outer) {
      for (Source source : level.sources) {
        if (source.isCalled(qualifier)) {
          found = true;
          read(source, column);
        }
      }
    }
    if (!found) {
      for (Scope level = this; level != null; level = level.outer) {
        level.readAll();
      }
    }
  }

  private static void read(Source source, @Nullable String column) {
    if (column == null) {
      source.readWhole();
    } else {
      source.readColumn(column);
    }
  }
}
