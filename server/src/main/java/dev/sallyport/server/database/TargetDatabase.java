package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The database that requests are for: the only place that opens sessions to it.
 *
 * <p>Thread-safe; connects when first asked, and again after a connection was lost.
 */
public final class TargetDatabase implements AutoCloseable {
  private final ConnectionSettings writerSettings;
  private final Connections writer;
  private final Connections reader;
  private volatile @Nullable DatabaseIdentity identity;
  private volatile boolean readerChecked;

  /**
   * A database that is not connected to yet.
   *
   * @param reader the role for reads; null where the writer's reads too
   */
  public TargetDatabase(ConnectionSettings writer, @Nullable ConnectionSettings reader) {
    this.writerSettings = writer;
    this.writer = new Connections(writer);
    this.reader = reader == null ? this.writer : new Connections(reader);
    this.readerChecked = reader == null;
  }

  /** Makes the first connection, so that the first request finds it. */
  public void warmUp() {
    identity();
    checkReader();
  }

  /** Which database this is. Asked once: a process serves one. */
  public DatabaseIdentity identity() {
    DatabaseIdentity known = identity;
    if (known == null) {
      try (Transaction transaction = new Transaction(writer::borrow, true)) {
        known = DatabaseFacts.identity(transaction, writerSettings);
      }
      identity = known;
    }
    return known;
  }

  /** What the role that writes may do, as of now. */
  public RolePowers powers() {
    return powers(writer);
  }

  /** What the role that reads may do, as of now. */
  public RolePowers readerPowers() {
    checkReader();
    return powers(reader);
  }

  private static RolePowers powers(Connections connections) {
    try (Transaction transaction = new Transaction(connections::borrow, true)) {
      return DatabaseFacts.powers(transaction);
    }
  }

  /** Whether a pooler shares server processes among connections, so that writes are refused. */
  public boolean isBehindSharingPooler() {
    identity();
    return writer.isShared();
  }

  /** Asks for facts in a read-only transaction of their own. */
  public <T> T facts(Function<CatalogSession, T> question) {
    try (ReadSession session = openRead(ReadLimits.DEFAULT)) {
      return question.apply(session.catalog());
    }
  }

  /**
   * Opens a read-only transaction.
   *
   * @param limits for what is asked without limits of its own
   */
  public ReadSession openRead(ReadLimits limits) {
    checkReader();
    return new ReadTransaction(
        new Transaction(reader::borrow, true, Cancellation.ofThisThread()), limits);
  }

  /**
   * Opens a read-write transaction.
   *
   * @throws DatabaseException of kind {@code UNSAFE_SESSION} behind a pooler that shares server
   *     processes
   */
  public WriteSession openWrite(WriteLimits limits) {
    DatabaseIdentity database = identity();
    refuseShared();
    return new WriteTransaction(new Transaction(writer::borrow, false), limits, database);
  }

  /** Opens a connection for statements that refuse a transaction block. */
  public LoneSession openAlone(WriteLimits limits) {
    identity();
    refuseShared();
    return new LoneConnection(writer.borrow(), limits);
  }

  private void refuseShared() {
    if (writer.isShared()) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "a pooler shares server processes among connections, so nothing is written through it",
          "point `DATABASE_URL` at PostgreSQL itself, or at the pooler's session mode");
    }
  }

  /** What became of a transaction; never guesses. */
  public XactStatus statusOf(CommitMark mark) {
    DatabaseIdentity database = identity();
    if (!mark.systemIdentifier().equals(database.systemIdentifier())) {
      return XactStatus.UNKNOWN;
    }
    try (Transaction transaction = new Transaction(writer::borrow, true)) {
      return DatabaseFacts.statusOf(transaction, mark);
    }
  }

  /** Reads through one role and writes through another must be about one database. */
  private void checkReader() {
    if (readerChecked) {
      return;
    }
    DatabaseIdentity database = identity();
    try (Transaction transaction = new Transaction(reader::borrow, true)) {
      DatabaseIdentity other = DatabaseFacts.identity(transaction, writerSettings);
      boolean same =
          database.systemIdentifier() != null
              && database.systemIdentifier().equals(other.systemIdentifier())
              && database.database().equals(other.database());
      if (!same) {
        throw new DatabaseException(
            Kind.INVALID_SETTINGS,
            "`SALLYPORT_READER_URL` and `DATABASE_URL` are not about the same database",
            "point both at one database of one cluster; a standby of it is fine for reads");
      }
    }
    readerChecked = true;
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
  }

  /** Host, port and database; never who connects or with what. */
  @Override
  public String toString() {
    return writerSettings.toString();
  }
}
