package dev.sallyport.server.store;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One connection, made when it is needed, used by one thread at a time, made again if it broke. */
final class Connected implements AutoCloseable {
  private final Engine engine;
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Statements statements;
  private volatile boolean closed;

  Connected(Engine engine) {
    this.engine = engine;
  }

  <T> T use(Use<T> use) {
    lock.lock();
    try {
      return use.with(statements());
    } catch (SQLException e) {
      drop();
      throw engine.explain(e);
    } finally {
      lock.unlock();
    }
  }

  private Statements statements() throws SQLException {
    if (closed) {
      throw new StoreException("the store is closed", "start again");
    }
    Statements open = statements;
    if (open == null || open.connection().isClosed()) {
      open = new Statements(engine.connect());
      statements = open;
    }
    return open;
  }

  private void drop() {
    Statements open = statements;
    statements = null;
    if (open != null) {
      try {
        open.connection().close();
      } catch (SQLException e) {
        // Whatever is wrong with it, it is not used again.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }

  interface Use<T> {
    T with(Statements statements) throws SQLException;
  }
}
