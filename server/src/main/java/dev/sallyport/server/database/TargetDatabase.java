package dev.sallyport.server.database;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The database that requests are for: the only place that opens sessions to it.
 *
 * <p>Thread-safe; connects when first asked, and again after a connection was lost.
 */
public final class TargetDatabase implements AutoCloseable {
  private final ConnectionSettings writer;
  private final @Nullable ConnectionSettings reader;

  /**
   * A database that is not connected to yet.
   *
   * @param reader the role for reads; null where the writer's reads too
   */
  public TargetDatabase(ConnectionSettings writer, @Nullable ConnectionSettings reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /** Makes the first connection, so that the first request finds it. */
  public void warmUp() {
    identity();
  }

  /** Which database this is. */
  public DatabaseIdentity identity() {
    throw notYet();
  }

  /** What the role that writes may do. */
  public RolePowers powers() {
    throw notYet();
  }

  /** What the role that reads may do. */
  public RolePowers readerPowers() {
    throw notYet();
  }

  /** Asks for facts in a read-only transaction of their own. */
  public <T> T facts(Function<CatalogSession, T> question) {
    throw notYet();
  }

  /** Opens a read-only transaction. */
  public ReadSession openRead(ReadLimits limits) {
    throw notYet();
  }

  /** Opens a read-write transaction. */
  public WriteSession openWrite(WriteLimits limits) {
    throw notYet();
  }

  /** Opens a connection for statements that refuse a transaction block. */
  public LoneSession openAlone(WriteLimits limits) {
    throw notYet();
  }

  /** What became of a transaction; never guesses. */
  public XactStatus statusOf(CommitMark mark) {
    throw notYet();
  }

  @Override
  public void close() {}

  /** Host, port and database; never who connects or with what. */
  @Override
  public String toString() {
    return reader == null ? writer.toString() : writer + " (reads: " + reader + ")";
  }

  private static UnsupportedOperationException notYet() {
    return new UnsupportedOperationException("not built yet");
  }
}
