package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sequences in SQL: on their own, or behind an identity column. */
final class SequenceSql {
  private SequenceSql() {}

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
