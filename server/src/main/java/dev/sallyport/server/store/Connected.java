package dev.sallyport.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One connection, made when it is needed, used by one thread at a time, made again if it broke. */
final class Connected implements AutoCloseable {
  private final Engine engine;
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Connection connection;
  private volatile boolean closed;

  Connected(Engine engine) {
    this.engine = engine;
  }

  <T> T use(Use<T> use) {
    lock.lock();
    try {
      return use.with(connection());
    } catch (SQLException e) {
      drop();
      throw engine.explain(e);
    } finally {
      lock.unlock();
    }
  }

  private Connection connection() throws SQLException {
    if (closed) {
      throw new StoreException("the store is closed", "start again");
    }
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = engine.connect();
      connection = open;
    }
    return open;
  }

  private void drop() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
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
    T with(Connection connection) throws SQLException;
  }
}
