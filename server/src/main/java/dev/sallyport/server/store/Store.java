package dev.sallyport.server.store;

import java.nio.file.Path;

/** The database of tickets and audit records: a SQLite file, or PostgreSQL for a team. */
public final class Store implements AutoCloseable {
  private Store() {}

  /**
   * The store in a file of the home, made where there is none.
   *
   * @param home a folder of mode 0700, on a local file system
   * @param cache where SQLite's native library is unpacked once
   */
  public static Store sqlite(Path home, Path cache) {
    throw new UnsupportedOperationException();
  }

  /**
   * The store that a team shares.
   *
   * @param url {@code jdbc:postgresql://…}; never shown in messages
   */
  public static Store postgresql(String url) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
