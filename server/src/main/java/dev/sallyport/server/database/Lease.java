package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection, borrowed for one request. Closing gives it back. */
final class Lease implements AutoCloseable {
  private final Line line;
  private final Connections home;
  private final boolean usedBefore;

  Lease(Line line, Connections home, boolean usedBefore) {
    this.line = line;
    this.home = home;
    this.usedBefore = usedBefore;
  }

  Wire wire() {
    return line.wire();
  }

  private final AtomicBoolean returned = new AtomicBoolean();

  Baseline baseline() {
    return home.baseline();
  }

  Pins pins() {
    return home.pins();
  }

  /** Whether it served another request, and may have died since. */
  boolean wasUsedBefore() {
    return usedBefore;
  }

  /**
   * Notes which backend answered. Another one than at first means that a pooler gives each
   * transaction to whichever is free: what a write leaves behind could not be told from others'.
   */
  void answeredBy(int backend, boolean readOnly) {
    if (line.backend() == backend) {
      return;
    }
    home.sharesBackends();
    if (!readOnly) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "a pooler moves this session between server processes",
          "connect to PostgreSQL itself, or to the pooler's session mode");
    }
  }

  /** Gives the connection back; it is wiped when this returns. */
  void closeWiped() {
    giveBack(true);
  }

  /** Once: a connection that was given back twice would be lent to two requests. */
  private void giveBack(boolean atOnce) {
    if (returned.compareAndSet(false, true)) {
      home.giveBack(line, atOnce);
    }
  }

  /** Gives the connection back, to be wiped soon. */
  @Override
  public void close() {
    giveBack(false);
  }
}
