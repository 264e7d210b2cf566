package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import java.util.List;

/**
 * A column that holds values and is to be computed from now on. PostgreSQL first makes sure that
 * every value is the one that will be computed; else the script fails, and nothing is lost.
 */
final class Computed {
  static final String COMPARISON = "::text IS NOT DISTINCT FROM (";

  private Computed() {}

  /** Whether a column held values and will be computed. */
  static boolean becomes(Fact before, Fact after) {
    return before.text("generated") == null && after.text("generated") != null;
  }

  /** The statements that fail where a row has another value than will be computed. */
  static List<String> guard(String table, Fact column) {
    String alter = "ALTER TABLE " + table;
    String name = Sql.name(column.key().name() + "__computed");
    return List.of(alter + guards(column), alter + " DROP CONSTRAINT " + name);
  }

  private static String guards(Fact column) {
    FactKey key = column.key();
    return " ADD CONSTRAINT "
        + Sql.name(key.name() + "__computed")
        + " CHECK ("
        + Sql.name(key.name())
        + COMPARISON
        + column.text("generated")
        + ")::"
        + column.text("type")
        + "::text)";
  }
}
