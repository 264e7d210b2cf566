package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a transaction changes, by PostgreSQL's own count. The command tag leaves out what
 * cascades and triggers do: a DELETE of one row that took 10,000 says 1.
 *
 * <p>A backend's counters also hold what earlier transactions have not reported yet, so the count
 * is the difference between two readings.
 */
final class RowCounts {
  private static final String COUNTS =
      """
      SELECT concat(schemaname, '.', relname), n_tup_ins + n_tup_upd + n_tup_del,
             current_setting('track_counts')
      FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
      UNION ALL SELECT '', 0, current_setting('track_counts')
      """;

  private final Transaction transaction;
  private @Nullable Map<String, Long> before;

  RowCounts(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Takes the first reading; once for a transaction. */
  void begin() {
    if (before == null) {
      before = read();
    }
  }

  Map<String, Long> sinceBegin() {
    Map<String, Long> first = before;
    Map<String, Long> changed = new TreeMap<>();
    if (first != null) {
      read()
          .forEach(
              (table, rows) -> {
                long difference = rows - first.getOrDefault(table, 0L);
                if (difference > 0) {
                  changed.put(table, difference);
                }
              });
    }
    return changed;
  }

  private Map<String, Long> read() {
    Map<String, Long> counts = new HashMap<>();
    for (List<@Nullable String> row : transaction.ask(COUNTS, List.of())) {
      if (!"on".equals(row.get(2))) {
        throw new DatabaseException(
            Kind.UNSAFE_SESSION,
            "the server does not count changed rows, so no ceiling could hold",
            "set `track_counts = on`");
      }
      counts.merge(
          String.valueOf(row.get(0)), Long.parseLong(String.valueOf(row.get(1))), Long::sum);
    }
    counts.remove("");
    return counts;
  }
}
