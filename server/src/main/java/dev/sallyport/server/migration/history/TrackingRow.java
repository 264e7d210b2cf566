package dev.sallyport.server.migration.history;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code _prisma_migrations}, as text; null where the column is NULL or does not exist.
 *
 * @param steps how many steps were applied; -1 where that can't be told
 */
public record TrackingRow(
    @Nullable String id,
    @Nullable String checksum,
    @Nullable String finishedAt,
    @Nullable String name,
    @Nullable String logs,
    @Nullable String rolledBackAt,
    @Nullable String startedAt,
    int steps) {

  public boolean isRolledBack() {
    return rolledBackAt != null;
  }

  public boolean isFinished() {
    return finishedAt != null && !isRolledBack();
  }

  public boolean isFailed() {
    return finishedAt == null && !isRolledBack();
  }
}
