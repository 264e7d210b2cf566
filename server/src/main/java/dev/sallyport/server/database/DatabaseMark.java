package dev.sallyport.server.database;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every connection must have in common with the first: the cluster and the database's name. A
 * tunnel or a name that is switched to another server is noticed by it.
 *
 * @param system the cluster's system identifier; null where the role may not ask
 */
record DatabaseMark(@Nullable String system, String database) {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  static DatabaseMark of(Wire wire) {
    List<@Nullable String> row =
        WireRows.one(
            wire,
            "SELECT pg_catalog.current_database(), pg_catalog.has_function_privilege("
                + "'pg_catalog.pg_control_system()', 'EXECUTE')",
            LONGEST);
    String database = String.valueOf(row.get(0));
    if (!"t".equals(row.get(1))) {
      return new DatabaseMark(null, database);
    }
    String system =
        WireRows.one(wire, "SELECT system_identifier FROM pg_catalog.pg_control_system()", LONGEST)
            .get(0);
    return new DatabaseMark(system, database);
  }
}
