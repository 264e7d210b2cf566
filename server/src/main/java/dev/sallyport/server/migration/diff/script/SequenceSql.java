package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Sequences in SQL: on their own, or behind an identity column. */
final class SequenceSql {
  private SequenceSql() {}

  /** The sequence behind an identity column; null where there is none. */
  static @Nullable Fact behind(Fact column) {
    SortedMap<String, Object> sequence = column.map("sequence");
    return sequence.isEmpty()
        ? null
        : new Fact(
            FactKey.of(
                FactKind.SEQUENCE, column.key().schema(), String.valueOf(sequence.get("name"))),
            sequence);
  }

  static void alter(Fact before, Fact after, Set<String> differing, List<String> sql) {
    String name = Sql.qualified(after.key());
    String alter = "ALTER SEQUENCE " + name;
    if (differing.contains("unlogged")) {
      sql.add(alter + (after.is("unlogged") ? " SET UNLOGGED" : " SET LOGGED"));
    }
    boolean type = differing.contains("type");
    if (type
        || differing.stream()
            .anyMatch(Set.of("start", "increment", "min", "max", "cache", "cycle")::contains)) {
      String as = type ? " AS " + (after.text("type") == null ? "bigint" : after.text("type")) : "";
      options(name, as, before.properties(), after.properties(), sql);
    }
  }

  /** From one sequence's options to another's; where bounds close in, its value fits first. */
  static void options(
      String name, String as, Map<String, Object> was, Map<String, Object> is, List<String> sql) {
    long low = Math.max(whole(was, "min"), whole(is, "min"));
    long high = Math.min(whole(was, "max"), whole(is, "max"));
    String alter = "ALTER SEQUENCE " + name + as + Columns.sequenceOptions(is);
    boolean closer = low > whole(was, "min") || high < whole(was, "max");
    if (closer && low > high) {
      sql.add(alter + " RESTART");
      return;
    }
    if (closer) {
      sql.add(
          "SELECT pg_catalog.setval("
              + Sql.literal(name)
              + ", least(greatest(last_value, "
              + low
              + "), "
              + high
              + "), is_called) FROM "
              + name);
    }
    sql.add(alter);
  }

  private static long whole(Map<String, Object> sequence, String option) {
    return sequence.get(option) instanceof Number number ? number.longValue() : 0;
  }
}
