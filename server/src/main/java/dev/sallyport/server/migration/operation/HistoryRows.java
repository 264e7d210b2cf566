package dev.sallyport.server.migration.operation;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.history.TrackingRow;
import dev.sallyport.server.migration.history.TrackingTable;
import java.util.List;
import java.util.Optional;

/**
 * What {@code _prisma_migrations} says now.
 *
 * @param schema where it is, or would be
 * @param isAbsent whether there is none
 * @param rows oldest first
 * @param otherTables how many tables the schema has where the table is absent
 */
record HistoryRows(String schema, boolean isAbsent, List<TrackingRow> rows, long otherTables) {
  HistoryRows {
    rows = List.copyOf(rows);
  }

  /**
   * Reads it.
   *
   * @throws SallyportException where it can't be read
   */
  static HistoryRows read(PlanningGround ground) {
    String schema = Workshop.schema(ground);
    TrackingTable table = ground.ask(session -> TrackingTable.read(session, schema));
    if (table instanceof TrackingTable.Unreadable unreadable) {
      throw SallyportException.environment(
          "`_prisma_migrations`: " + unreadable.why(), "look at it with `status`");
    }
    return table instanceof TrackingTable.Absent absent
        ? new HistoryRows(schema, true, List.of(), absent.ownTables())
        : new HistoryRows(schema, false, ((TrackingTable.Rows) table).rows(), 0);
  }

  boolean isUnmanaged() {
    return isAbsent && otherTables > 0;
  }

  /** A migration's rows. */
  List<TrackingRow> of(String name) {
    return rows.stream().filter(row -> name.equals(row.name())).toList();
  }

  Optional<TrackingRow> applied(String name) {
    return of(name).stream().filter(TrackingRow::isFinished).findFirst();
  }

  List<TrackingRow> failed() {
    return rows.stream().filter(TrackingRow::isFailed).toList();
  }

  /**
   * Refuses where Prisma would refuse to deploy.
   *
   * @throws SallyportException with the way forward
   */
  void requireDeployable() {
    if (isUnmanaged()) {
      throw SallyportException.usage(
          "the database has tables and no `_prisma_migrations`: nobody can tell what was applied",
          "ask for `baseline` first");
    }
    failed().stream()
        .findFirst()
        .ifPresent(
            row -> {
              throw SallyportException.usage(
                  "`" + row.name() + "` failed before, and blocks what comes after it",
                  "mend what it left behind, then ask for `migrate-resolve` with its `name` and"
                      + " `as` `applied` or `rolled-back`; `repair` finds out which");
            });
  }
}
