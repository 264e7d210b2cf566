package dev.sallyport.server.database;

/**
 * One request's transaction, over a connection whose state was reset and pinned for it. Carries the
 * checked text of an agent; only the gateway opens one.
 *
 * <p>For one thread. Closing rolls back what was not committed and never throws.
 */
public sealed interface RequestSession extends AutoCloseable permits ReadSession, WriteSession {

  /** Facts as this transaction sees them. */
  CatalogSession catalog();

  @Override
  void close();
}
