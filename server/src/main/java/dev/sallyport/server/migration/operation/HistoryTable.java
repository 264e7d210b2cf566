package dev.sallyport.server.migration.operation;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.migration.history.TrackingRow;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/** The steps that change {@code _prisma_migrations} row by row; the old row is signed with each. */
final class HistoryTable {
  private final String table;

  HistoryTable(String schema) {
    this.table = quoted(schema) + ".\"_prisma_migrations\"";
  }

  /** The table as Prisma makes it. */
  Step create() {
    return Step.inTransaction(
        """
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
            .formatted(table));
  }

  /** Marks a failed row as rolled back, as {@code prisma migrate resolve --rolled-back} does. */
  Step rollBack(TrackingRow row) {
    return changing(
        row,
        "UPDATE "
            + table
            + " SET rolled_back_at = pg_catalog.now() WHERE id = "
            + literal(id(row))
            + " AND finished_at IS NULL AND rolled_back_at IS NULL");
  }

  /** Takes a row away. */
  Step remove(TrackingRow row) {
    return changing(row, "DELETE FROM " + table + " WHERE id = " + literal(id(row)));
  }

  private static Step changing(TrackingRow row, String sql) {
    JsonObject details = CanonicalJson.object().add("rows", 1).add("old", old(row)).build();
    return new Step(sql, true, details);
  }

  /** A row as it is kept on the ticket and in the audit log. */
  static JsonObject old(TrackingRow row) {
    JsonObjectBuilder old = CanonicalJson.object();
    add(old, "id", row.id());
    add(old, "checksum", row.checksum());
    add(old, "finished_at", row.finishedAt());
    add(old, "migration_name", row.name());
    add(old, "logs", row.logs());
    add(old, "rolled_back_at", row.rolledBackAt());
    add(old, "started_at", row.startedAt());
    return old.add("applied_steps_count", row.steps()).build();
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  private static String id(TrackingRow row) {
    String id = row.id();
    if (id == null || id.length() >= 100) {
      throw SallyportException.usage(
          "a row of `" + row.name() + "` has no usable id", "mend it by hand with `execute`");
    }
    return id;
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Our sessions have {@code standard_conforming_strings} on: only quotes need care. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
