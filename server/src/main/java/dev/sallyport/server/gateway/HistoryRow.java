package dev.sallyport.server.gateway;

import dev.sallyport.server.SallyportException;

/**
 * The SQL that keeps one migration's row in {@code _prisma_migrations}, as Prisma itself writes it:
 * begun with {@code finished_at} empty, finished with one step, recorded without running with none,
 * failed with the error in {@code logs}.
 */
final class HistoryRow {
  private final String table;
  private final MigrationStep migration;
  private final String id;

  /**
   * @param id the row's, a UUID
   */
  HistoryRow(MigrationStep migration, String id) {
    this.table = quoted(migration.tracked()) + ".\"_prisma_migrations\"";
    this.migration = migration;
    this.id = id;
  }

  /** Rows that speak against applying it now: its own, and those of failed migrations. */
  String conflicts() {
    return "SELECT migration_name, finished_at IS NULL FROM "
        + table
        + " WHERE rolled_back_at IS NULL AND (finished_at IS NULL OR migration_name = "
        + literal(migration.name())
        + ") LIMIT 1";
  }

  /** Its rows, however they stand. */
  String any() {
    return "SELECT 1 FROM " + table + " WHERE migration_name = " + literal(migration.name());
  }

  String begun() {
    return insert("started_at, applied_steps_count", "pg_catalog.clock_timestamp(), 0");
  }

  String finished() {
    return "UPDATE "
        + table
        + " SET finished_at = pg_catalog.clock_timestamp(), applied_steps_count = 1 WHERE id = "
        + literal(id);
  }

  String recorded() {
    return insert(
        "started_at, finished_at, applied_steps_count", "pg_catalog.now(), pg_catalog.now(), 0");
  }

  String failed(String logs) {
    return insert(
        "started_at, logs, applied_steps_count",
        "pg_catalog.clock_timestamp(), " + literal(logs) + ", 0");
  }

  String failedAfterBegun(String logs) {
    return "UPDATE " + table + " SET logs = " + literal(logs) + " WHERE id = " + literal(id);
  }

  private String insert(String columns, String values) {
    return "INSERT INTO "
        + table
        + " (id, checksum, migration_name, "
        + columns
        + ") VALUES ("
        + literal(id)
        + ", "
        + literal(migration.checksum())
        + ", "
        + literal(migration.name())
        + ", "
        + values
        + ")";
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The session has {@code standard_conforming_strings} on: only quotes need care. */
  private static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw SallyportException.usage("a name or message holds a zero byte", "take it out");
    }
    return "'" + text.replace("'", "''") + "'";
  }
}
