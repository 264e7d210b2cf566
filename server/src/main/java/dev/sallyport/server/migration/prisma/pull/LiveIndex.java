package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index as a Prisma schema can say it.
 *
 * @param method in capitals; null for a B-tree
 * @param predicate as PostgreSQL prints it; null where every row is in it
 */
record LiveIndex(
    String name,
    boolean unique,
    @Nullable String method,
    List<Part> parts,
    @Nullable String predicate) {
  /** A column of an index; its operator class is null where it is the usual one. */
  record Part(String column, @Nullable String operators, boolean descending) {}

  LiveIndex {
    parts = List.copyOf(parts);
  }

  List<String> columns() {
    return parts.stream().map(Part::column).toList();
  }

  /** Whether it is on one column, with nothing special about it. */
  boolean isOfOneField() {
    return parts.size() == 1 && parts.get(0).operators() == null && method == null;
  }

  /** The index of a fact; empty where a Prisma schema has no words for it. */
  static Optional<LiveIndex> of(Fact fact) {
    String sql = fact.textOf("definition");
    int using = SqlWords.find(sql, " USING ", 0);
    if (using < 0 || fact.is("invalid") || !fact.texts("options").isEmpty()) {
      return Optional.empty();
    }
    String rest = sql.substring(using + " USING ".length());
    int open = rest.indexOf('(');
    int close = SqlWords.skip(rest, open);
    String tail = rest.substring(close).strip();
    String predicate = tail.startsWith("WHERE ") ? tail.substring("WHERE ".length()) : null;
    if (!tail.isEmpty() && predicate == null) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    for (String item : SqlWords.items(rest.substring(open + 1, close - 1))) {
      Optional<Part> part = part(item);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    String method = rest.substring(0, open).strip().toUpperCase(Locale.ROOT);
    return Optional.of(
        new LiveIndex(
            fact.key().name(),
            sql.startsWith("CREATE UNIQUE"),
            method.equals("BTREE") ? null : method,
            parts,
            predicate));
  }

  private static Optional<Part> part(String item) {
    int end = SqlWords.endOfIdentifier(item);
    String column = SqlWords.identifier(item);
    String rest = item.substring(end).strip();
    boolean descending = rest.equals("DESC") || rest.endsWith(" DESC");
    String operators = descending ? rest.substring(0, rest.length() - 4).strip() : rest;
    boolean plain = operators.matches("[\\w.]*") && !operators.matches("(?i)collate.*|nulls.*");
    if (column.isEmpty() || !plain) {
      return Optional.empty();
    }
    String last = operators.substring(operators.lastIndexOf('.') + 1);
    return Optional.of(new Part(column, last.isEmpty() ? null : last, descending));
  }
}
