package dev.sallyport.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What differs between SQLite and PostgreSQL. */
interface Engine {
  /** A connection to tables that are up to date. */
  Connection connect() throws SQLException;

  /** Begins the one write transaction that may run now; waits for its turn. */
  void begin(StoreSession session) throws SQLException;

  /** Within a transaction: wakes waiters when it commits. */
  void announce(StoreSession session, String what) throws SQLException;

  /** Waits for a commit by anyone, or until the time is over. */
  void awaitChange(Connection connection, Duration atMost) throws SQLException;

  /** What went wrong, in words, without credentials. */
  StoreException explain(SQLException cause);
}
