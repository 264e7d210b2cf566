package dev.sallyport.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings a store's tables up to date with Flyway. Loaded only where {@link SchemaVersion} found the
 * store behind.
 */
final class SchemaUpgrade {
  private SchemaUpgrade() {}

  /** Under a file lock: concurrent first starts raced each other to a locked database. */
  static synchronized void sqlite(Path lockFile, Source source) throws SQLException, IOException {
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        Connection connection = source.open()) {
      if (lock.isValid() && SchemaVersion.isBehind(connection)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("PRAGMA journal_mode = WAL");
        }
        migrate(
            Flyway.configure()
                .dataSource(new OneConnectionSource(source))
                .locations("classpath:dev/sallyport/server/store/sqlite"));
      }
    }
  }

  /** Under an advisory lock of the store's database. */
  static synchronized void postgresql(Source source) throws SQLException {
    try (Connection connection = source.open();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + PostgresEngine.UPGRADE_LOCK + ")");
      if (SchemaVersion.isBehind(connection)) {
        migrate(
            Flyway.configure()
                .dataSource(new OneConnectionSource(source))
                .defaultSchema(PostgresEngine.SCHEMA)
                .createSchemas(true)
                .locations("classpath:dev/sallyport/server/store/postgresql"));
      }
    }
  }

  private static void migrate(FluentConfiguration configuration) {
    try {
      configuration.validateMigrationNaming(true).cleanDisabled(true).load().migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "the store's tables could not be brought up to date",
          "see the log, then start again; what was there is untouched",
          e);
    }
  }

  /** Opens a connection to the store. */
  interface Source {
    Connection open() throws SQLException;
  }
}
