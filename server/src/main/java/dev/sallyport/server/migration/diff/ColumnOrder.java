package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tables that have the same columns in another order. PostgreSQL can't move a column, so this is
 * said and is no difference: {@code SELECT *} and INSERT without names notice it.
 */
public final class ColumnOrder {
  private ColumnOrder() {}

  /**
   * A remark for each such table.
   *
   * @param script where it is proven, its own remarks have the tables that it is about
   */
  public static List<String> remarks(SchemaDifference difference, @Nullable ScriptOutcome script) {
    return script instanceof ScriptOutcome.Proven
        ? ofUntouched(difference)
        : remarks(difference.before(), difference.after());
  }

  private static List<String> ofUntouched(SchemaDifference difference) {
    Set<String> touched = new HashSet<>();
    for (ObjectDifference one : difference.objects()) {
      FactKey key = one.key();
      touched.add(table(key.schema(), key.of().isEmpty() ? key.name() : key.of()));
    }
    return remarks(difference.before(), difference.after(), touched);
  }

  /** A remark for each such table of these facts. */
  static List<String> remarks(SchemaFacts from, SchemaFacts to) {
    return remarks(from, to, Set.of());
  }

  private static List<String> remarks(SchemaFacts from, SchemaFacts to, Set<String> without) {
    Map<String, List<Fact>> before = columns(from);
    Map<String, List<Fact>> after = columns(to);
    List<String> remarks = new ArrayList<>();
    after.forEach(
        (table, columns) -> {
          List<String> was = names(before.getOrDefault(table, List.of()));
          List<String> is = names(columns);
          if (!without.contains(table)
              && !was.equals(is)
              && Set.copyOf(was).equals(Set.copyOf(is))) {
            remarks.add(words(columns.get(0).key(), was, is));
          }
        });
    return remarks;
  }

  private static String words(FactKey column, List<String> was, List<String> is) {
    FactKey table = FactKey.of(FactKind.TABLE, column.schema(), column.of());
    return "the columns of "
        + table.words()
        + " stand in the order "
        + String.join(", ", was)
        + ", not "
        + String.join(", ", is)
        + ": no script changes that";
  }

  private static Map<String, List<Fact>> columns(SchemaFacts facts) {
    Map<String, List<Fact>> columns = new TreeMap<>();
    for (Fact column : facts.of(FactKind.COLUMN)) {
      if (!column.is("view")) {
        columns
            .computeIfAbsent(
                table(column.key().schema(), column.key().of()), key -> new ArrayList<>())
            .add(column);
      }
    }
    columns
        .values()
        .forEach(each -> each.sort(Comparator.comparingInt(one -> one.number("order"))));
    return columns;
  }

  private static List<String> names(List<Fact> columns) {
    return columns.stream().map(column -> column.key().name()).toList();
  }

  private static String table(String schema, String name) {
    return schema + "\0" + name;
  }
}
