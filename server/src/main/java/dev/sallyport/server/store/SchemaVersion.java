package dev.sallyport.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The one plain check that keeps Flyway out of an ordinary start. */
final class SchemaVersion {
  /** The number of the newest script under {@code resources/…/store}. */
  static final int NEWEST = 1;

  private SchemaVersion() {}

  /**
   * Whether scripts are missing.
   *
   * @throws StoreException where the store was made by a newer program
   */
  static boolean isBehind(Connection connection) throws SQLException {
    int stored = stored(connection);
    if (stored > NEWEST) {
      throw new StoreException(
          "the store is of version " + stored + ", this program knows " + NEWEST,
          "use the newer sallyport that made it");
    }
    return stored < NEWEST;
  }

  private static int stored(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!hasHistory(connection, statement)) {
        return 0;
      }
      try (ResultSet result =
          statement.executeQuery(
              "SELECT max(CAST(version AS integer)) FROM flyway_schema_history"
                  + " WHERE success AND version IS NOT NULL")) {
        return result.next() ? result.getInt(1) : 0;
      }
    }
  }

  private static boolean hasHistory(Connection connection, Statement statement)
      throws SQLException {
    String sql =
        connection.getMetaData().getURL().startsWith("jdbc:sqlite:")
            ? "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'"
            : "SELECT 1 WHERE to_regclass('flyway_schema_history') IS NOT NULL";
    try (ResultSet result = statement.executeQuery(sql)) {
      return result.next();
    }
  }
}
