package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;

/**
 * A connection, pinned like a request's, on which statements that refuse a transaction block run
 * alone: {@code CREATE INDEX CONCURRENTLY}, {@code VACUUM}.
 */
public interface LoneSession extends AutoCloseable {

  /** Runs one statement; it has taken effect when this returns. */
  StatementOutcome run(String statement, Cancellation cancellation);

  @Override
  void close();
}
