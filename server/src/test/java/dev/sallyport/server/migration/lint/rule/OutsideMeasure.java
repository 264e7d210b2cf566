package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.server.migration.lint.rule.Impact.Lock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a statement does that runs in no transaction: a second session holds a lock that keeps it
 * waiting, and meanwhile reads from {@code pg_locks} for which one it waits.
 */
final class OutsideMeasure {
  /** Where connections come from. */
  interface Server {
    Connection connect() throws SQLException;
  }

  private static final String NODE = "SELECT relfilenode FROM pg_class WHERE oid = ";
  private static final String READ =
      "SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_all_tables WHERE relid = ";

  private final Server server;

  OutsideMeasure(Server server) {
    this.server = server;
  }

  Impact of(Impact impact) throws SQLException, InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection watcher = server.connect();
        Statement watch = watcher.createStatement()) {
      watch.execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
      watch.execute(impact.setup());
      long oid = number(watch, "SELECT 't'::regclass::oid");
      long node = number(watch, NODE + oid);
      Lock lock;
      long pid;
      long readBefore;
      try (Connection worker = server.connect();
          Statement statement = worker.createStatement()) {
        pid = number(statement, "SELECT pg_backend_pid()");
        watch.execute("SELECT pg_stat_force_next_flush()");
        readBefore = number(watch, READ + oid);
        watch.execute("BEGIN; LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE");
        Future<?> done = pool.submit(() -> statement.execute(impact.statement()));
        lock = awaited(watch, oid, pid, done);
        watch.execute("COMMIT");
        done.get();
      }
      // A session tells the statistics what it read at its end, at the latest.
      while (number(watch, "SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid) > 0) {
        Thread.onSpinWait();
      }
      boolean rewrite = number(watch, NODE + oid) != node;
      boolean scan = rewrite || number(watch, READ + oid) > readBefore;
      return new Impact(
          impact.rule(), impact.given(), impact.setup(), impact.statement(), lock, rewrite, scan);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Lock awaited(Statement watch, long oid, long pid, Future<?> done)
      throws SQLException {
    String query =
        "SELECT mode FROM pg_locks WHERE NOT granted AND pid = " + pid + " AND relation = " + oid;
    while (!done.isDone()) {
      try (ResultSet row = watch.executeQuery(query)) {
        if (row.next()) {
          String mode = row.getString(1);
          return Arrays.stream(Lock.values())
              .filter(lock -> lock.mode().equals(mode))
              .findFirst()
              .orElseThrow();
        }
      }
    }
    throw new IllegalStateException("it never waited for a lock on the table");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
