package dev.sallyport.server.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The database of tickets and audit records: a SQLite file, or PostgreSQL for a team. Thread-safe.
 *
 * <p>Opening connects to nothing; the first use does, and brings the tables up to date where they
 * are behind. A store that failed is connected to again on the next use.
 */
public final class Store implements AutoCloseable {
  private final Engine engine;
  private final Connected writer;
  private final Connected reader;
  private final Connected watcher;

  private Store(Engine engine) {
    this.engine = engine;
    writer = new Connected(engine);
    reader = new Connected(engine);
    watcher = new Connected(engine);
  }

  /**
   * The store in a file of the home, made where there is none.
   *
   * @param home a folder of mode 0700, on a local file system
   * @param cache where SQLite's native library is unpacked once
   */
  public static Store sqlite(Path home, Path cache) {
    return new Store(new SqliteEngine(home, cache));
  }

  /**
   * The store that a team shares.
   *
   * @param url {@code jdbc:postgresql://…}; never shown in messages
   */
  public static Store postgresql(String url) {
    return new Store(new PostgresEngine(url));
  }

  /**
   * Does work in one durable transaction. Over all processes of the store one such transaction runs
   * at a time, so what it reads cannot change under it.
   */
  public <T> T write(StoreWork<T> work) {
    return writer.use(statements -> inTransaction(new StoreSession(engine, statements), work));
  }

  /** Does work that only reads, each statement seeing what was committed before it. */
  public <T> T read(StoreWork<T> work) {
    return reader.use(statements -> work.in(new StoreSession(engine, statements)));
  }

  /**
   * Waits for a commit by anyone, or until the time is over. May return early for no reason; a
   * commit since the last call ends the wait at once.
   */
  public void awaitChange(Duration atMost) {
    watcher.use(
        statements -> {
          engine.awaitChange(statements.connection(), atMost);
          return atMost;
        });
  }

  private <T> T inTransaction(StoreSession session, StoreWork<T> work) throws SQLException {
    engine.begin(session);
    try {
      T result = work.in(session);
      session.execute("COMMIT");
      return result;
    } catch (Throwable e) {
      rollBack(session, e);
      throw e;
    }
  }

  private static void rollBack(StoreSession session, Throwable cause) {
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
      session.spoil();
    }
  }

  @Override
  public void close() {
    watcher.close();
    reader.close();
    writer.close();
  }
}
