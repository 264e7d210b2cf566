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
  private static final int OLDEST_WITH_UNLOGGED = 15;

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

  /** Lasts, or not, where its table does the other. Without a fact before: just made. */
  static List<String> persistence(@Nullable Fact before, Fact after) {
    boolean unlogged = before != null && before.is("unlogged");
    boolean logged = before != null && before.is("logged");
    if (unlogged == after.is("unlogged") && logged == after.is("logged")) {
      return List.of();
    }
    boolean lasts = after.is("logged") || unlogged && !after.is("unlogged");
    return List.of(
        "ALTER SEQUENCE " + Sql.qualified(after.key()) + (lasts ? " SET LOGGED" : " SET UNLOGGED"));
  }

  /** A sequence that goes with a table lasts no longer than it. */
  static boolean isUnlogged(Schema schema, Fact sequence) {
    if (sequence.is("unlogged")) {
      return true;
    }
    List<String> owner =
        sequence.text("ownedBy") == null ? List.of() : Sql.parts(sequence.textOf("ownedBy"));
    FactKey key = owner.size() < 3 ? null : schema.relation(owner.get(0), owner.get(1));
    Fact table = key == null ? null : schema.find(key);
    return table != null
        && table.is("unlogged")
        && !sequence.is("logged")
        && schema.facts().majorVersion() >= OLDEST_WITH_UNLOGGED;
  }

  /** The next number of an identity column becomes none that a row has. */
  static String beyondRows(Fact column) {
    SortedMap<String, Object> sequence = column.map("sequence");
    String name = Sql.name(column.key().name());
    return "SELECT pg_catalog.setval("
        + Sql.literal(Sql.qualified(column.key().schema(), String.valueOf(sequence.get("name"))))
        + ", least(max("
        + name
        + "), "
        + sequence.get("max")
        + ")) FROM "
        + Sql.owner(column.key())
        + " HAVING max("
        + name
        + ") >= "
        + sequence.get("min");
  }

  static void alter(Fact before, Fact after, Set<String> differing, List<String> sql) {
    String name = Sql.qualified(after.key());
    String alter = "ALTER SEQUENCE " + name;
    sql.addAll(persistence(before, after));
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
