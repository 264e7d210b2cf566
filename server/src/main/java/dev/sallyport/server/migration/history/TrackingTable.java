package dev.sallyport.server.migration.history;

import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.DatabaseException;
import java.util.List;

/** What {@code _prisma_migrations} of one schema says. */
public sealed interface TrackingTable {

  /**
   * There is none.
   *
   * @param ownTables how many tables the schema has all the same
   */
  record Absent(long ownTables) implements TrackingTable {}

  /**
   * It is there and was not read.
   *
   * @param why lower case, one line
   */
  record Unreadable(String why) implements TrackingTable {}

  /**
   * Its rows, oldest first.
   *
   * @param oddities what is unusual about the table, in words
   */
  record Rows(List<TrackingRow> rows, List<String> oddities) implements TrackingTable {
    public Rows {
      rows = List.copyOf(rows);
      oddities = List.copyOf(oddities);
    }
  }

  /**
   * Reads the table of a schema.
   *
   * @param session of a transaction in which nothing else is asked afterwards: it changes the
   *     search path, because a table's name can't be bound
   */
  static TrackingTable read(CatalogSession session, String schema) {
    try {
      return TrackingTableReader.read(session, schema);
    } catch (DatabaseException e) {
      return new Unreadable("it can't be read: " + e.message());
    }
  }
}
