package dev.sallyport.server.migration.operation;

/** The table that Prisma keeps its history in, as Prisma makes it. */
final class HistoryTable {
  private HistoryTable() {}

  static String create(String schema) {
    return """
    CREATE TABLE %s (
        "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
        "checksum"              VARCHAR(64) NOT NULL,
        "finished_at"           TIMESTAMPTZ,
        "migration_name"        VARCHAR(255) NOT NULL,
        "logs"                  TEXT,
        "rolled_back_at"        TIMESTAMPTZ,
        "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
        "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
    )\
    """
        .formatted(qualified(schema));
  }

  static String qualified(String schema) {
    return quoted(schema) + ".\"_prisma_migrations\"";
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Our sessions have {@code standard_conforming_strings} on: only quotes need care. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
