package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;

/** A read-only transaction whose first query was ours, so that it can't be made writable. */
public non-sealed interface ReadSession extends RequestSession {

  /**
   * Runs one statement and returns its rows, cut at the limits.
   *
   * @param statement the exact text of one statement, without a separator
   * @throws DatabaseException where it fails, is cancelled, or passes a limit that can't be cut at
   */
  QueryResult query(String statement, ReadLimits limits, Cancellation cancellation);

  /**
   * {@link #query} of a statement that does nothing but read. It goes to PostgreSQL together with
   * the settings that pin the session, and its rows are returned if those have taken.
   */
  QueryResult read(String statement, ReadLimits limits, Cancellation cancellation);

  /**
   * PostgreSQL's plan for one statement, as the JSON of {@code EXPLAIN (FORMAT JSON)}. The
   * statement is not run, but its immutable functions are.
   */
  String explain(String statement, Cancellation cancellation);
}
