package dev.sallyport.server.gateway;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteLimits;
import dev.sallyport.server.database.WriteSession;
import java.util.UUID;

/** The row of a migration that failed and was rolled back, as Prisma would have left it. */
final class FailureRecord {
  private final TargetDatabase target;
  private final MigrationStep migration;

  FailureRecord(TargetDatabase target, MigrationStep migration) {
    this.target = target;
    this.migration = migration;
  }

  /**
   * Keeps it in a transaction of its own. Where that is not possible the migration is simply
   * pending, which is true as well.
   */
  void keep(DatabaseException problem) {
    HistoryRow row = new HistoryRow(migration, UUID.randomUUID().toString());
    try (WriteSession session = target.openWrite(WriteLimits.DEFAULT)) {
      session.run(row.failed(logs(migration, problem)), new Cancellation());
      session.commit();
    } catch (DatabaseException e) {
      // The error that ended the run is told in any case.
    }
  }

  /** In the form of Prisma's own {@code logs}. */
  static String logs(MigrationStep migration, DatabaseException problem) {
    String code = problem.sqlState();
    return "A migration failed to apply. New migrations cannot be applied before the error is"
        + " recovered from.\n\nMigration name: "
        + migration.name()
        + "\n\nDatabase error code: "
        + (code == null ? "none" : code)
        + "\n\nDatabase error:\nERROR: "
        + problem.message()
        + "\n";
  }
}
