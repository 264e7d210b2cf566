package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request's transaction on a borrowed connection. It opens with its first question, so that a
 * dead idle connection is replaced before anything was sent.
 *
 * <p>Two search paths take turns: ours ({@code pg_catalog} alone, so that nobody's objects stand in
 * for the catalog's) while facts are asked, and the request's while its text runs.
 */
final class Transaction implements AutoCloseable {
  private static final Duration OURS = Duration.ofSeconds(10);

  /**
   * Pinned before our own questions; read back so that it is known to have taken. Compiling our
   * questions to machine code takes seconds where running them takes milliseconds.
   */
  private static final String FOR_US =
      """
      SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
             pg_catalog.set_config('statement_timeout', '10s', true),
             pg_catalog.set_config('standard_conforming_strings', 'on', true),
             pg_catalog.set_config('quote_all_identifiers', 'off', true),
             pg_catalog.set_config('lock_timeout', '3s', true),
             pg_catalog.pg_current_snapshot(), pg_catalog.pg_backend_pid(),
             pg_catalog.current_database(),
             pg_catalog.set_config('jit', 'off', true)
      """;

  private enum Path {
    NOT_BEGUN,
    OURS,
    THEIRS
  }

  private final Supplier<Lease> leases;
  private final boolean readOnly;
  private final Cancellation asking;
  private Lease lease;
  private Path path = Path.NOT_BEGUN;
  private String snapshot = "";
  private boolean foreignTextRan;

  /** The limits in force while a script writes; null before, and where each text has its own. */
  private @Nullable Timeouts timeouts;

  private boolean closed;

  /** A transaction whose own questions nobody cancels. */
  Transaction(Supplier<Lease> leases, boolean readOnly) {
    this(leases, readOnly, Cancellation.none());
  }

  /**
   * A transaction for a request.
   *
   * @param asking stops our own questions; the request's text is run with a word of its own
   */
  Transaction(Supplier<Lease> leases, boolean readOnly, Cancellation asking) {
    this.asking = asking;
    this.leases = leases;
    this.readOnly = readOnly;
    this.lease = leases.get();
  }

  boolean isReadOnly() {
    return readOnly;
  }

  Baseline baseline() {
    return lease.baseline();
  }

  /** The database's state when the facts were first asked for. */
  String snapshot() {
    forUs();
    return snapshot;
  }

  /** Answers a question of ours. */
  List<List<@Nullable String>> ask(String sql, List<@Nullable String> parameters) {
    forUs();
    return answers(sql, parameters);
  }

  /** Answers a question of ours that is written with qualified names only, on either path. */
  List<List<@Nullable String>> askQualified(String sql, List<@Nullable String> parameters) {
    if (path == Path.NOT_BEGUN) {
      forUs();
    }
    return answers(sql, parameters);
  }

  private List<List<@Nullable String>> answers(String sql, List<@Nullable String> parameters) {
    Wire wire = lease.wire();
    return Stoppable.run(
        asking, wire, () -> WireRows.all(wire, sql, parameters, Wire.Begin.NO, OURS));
  }

  private void forUs() {
    if (path == Path.OURS) {
      return;
    }
    lookAfterForeignText();
    List<@Nullable String> row =
        opening(begin -> WireRows.all(lease.wire(), FOR_US, List.of(), begin, OURS)).get(0);
    if (!"pg_catalog, pg_temp".equals(row.get(0)) || !"on".equals(row.get(2))) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "the session's search path can't be pinned",
          "connect to PostgreSQL itself, without a proxy that rewrites settings");
    }
    path = Path.OURS;
    snapshot = row.get(7) + " " + row.get(5);
    lease.answeredBy(Integer.parseInt(String.valueOf(row.get(6))), readOnly);
  }

  /** Pins the session for the request's text. */
  private void forThem(ReadLimits limits) {
    if (path == Path.THEIRS && foreignTextRan && !readOnly) {
      lookAfterForeignText();
      return;
    }
    Timeouts times = timeouts == null ? Timeouts.of(limits) : timeouts;
    lease.answeredBy(
        opening(begin -> lease.pins().set(lease.wire(), times, begin, readOnly)), readOnly);
    timeouts = readOnly ? null : times;
    path = Path.THEIRS;
  }

  /**
   * A script's own text may have changed the session: that is refused before anything more runs in
   * it, and before ours hides it. Limits that it lowered are kept.
   */
  private void lookAfterForeignText() {
    if (path == Path.THEIRS && foreignTextRan && timeouts != null) {
      Pins.Checked checked = lease.pins().check(lease.wire(), timeouts);
      lease.answeredBy(checked.backend(), false);
      timeouts = checked.timeouts();
    }
  }

  /** A step that begins the transaction where it has not begun. */
  private interface Opening<T> {
    T with(Wire.Begin begin);
  }

  private <T> T opening(Opening<T> step) {
    if (closed) {
      throw new IllegalStateException("the transaction is closed");
    }
    if (path != Path.NOT_BEGUN) {
      return step.with(Wire.Begin.NO);
    }
    while (true) {
      try {
        return step.with(begin());
      } catch (DatabaseException e) {
        // Nothing was sent that counts. A server that restarted has ended all idle connections.
        boolean begun = path != Path.NOT_BEGUN;
        if (begun || e.kind() != Kind.UNREACHABLE || !lease.wasUsedBefore()) {
          throw e;
        }
      }
      lease.close();
      lease = leases.get();
    }
  }

  private Wire.Begin begin() {
    if (!lease.baseline().plainBegin()) {
      String access = readOnly ? "READ ONLY" : "READ WRITE";
      lease.wire().control("BEGIN ISOLATION LEVEL READ COMMITTED, NOT DEFERRABLE, " + access, OURS);
      return Wire.Begin.NO;
    }
    return readOnly ? Wire.Begin.READ_ONLY : Wire.Begin.READ_WRITE;
  }

  /** Runs the request's own text: a read in portions, all else whole. */
  RunningStatement run(String text, ReadLimits limits, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      throw DriverErrors.cancelled(null);
    }
    forThem(limits);
    foreignTextRan = true;
    RunningStatement running = new RunningStatement(lease.wire(), text, limits);
    try (Cancellation.Registration word = cancellation.onCancel(lease.wire()::cancel)) {
      if (readOnly) {
        running.readInPortions();
      } else {
        running.runWhole();
      }
    }
    return running;
  }

  /**
   * Runs a read that has no effect behind the pins, in one go with them. Its rows count only if the
   * pins turn out to have taken.
   */
  RunningStatement read(String text, ReadLimits limits, Cancellation cancellation) {
    if (!readOnly) {
      throw new IllegalStateException("only a read-only transaction may run before it is checked");
    }
    if (cancellation.isCancelled()) {
      throw DriverErrors.cancelled(null);
    }
    foreignTextRan = true;
    return opening(
        begin -> {
          RunningStatement running = RunningStatement.withPins(lease.wire(), text, limits);
          try (Cancellation.Registration word = cancellation.onCancel(lease.wire()::cancel)) {
            lease.answeredBy(running.pinAndReadInPortions(lease.pins(), begin), true);
          } finally {
            // Once the text may have run, it is not sent again on another connection.
            path = running.pinsAnswered() ? Path.THEIRS : path;
          }
          return running;
        });
  }

  /** Commits. */
  void commit() {
    if (!lease.wire().inTransaction()) {
      throw new DatabaseException(
          Kind.STATEMENT_FAILED, "there is no transaction to commit: it ended before", "ask again");
    }
    String word;
    try {
      word = lease.wire().control("COMMIT", Duration.ofSeconds(60));
    } catch (DatabaseException e) {
      if (lease.wire().isOpen()) {
        throw e;
      }
      throw new DatabaseException(
          Kind.OUTCOME_UNKNOWN,
          "the connection was lost while committing",
          "ask what became of the transaction before anything is repeated");
    }
    path = Path.NOT_BEGUN;
    if (!word.equals("COMMIT")) {
      throw new DatabaseException(
          Kind.STATEMENT_FAILED,
          "the transaction had failed and was rolled back",
          "look at the first error of the request");
    }
  }

  /** Undoes everything. */
  void rollback() {
    if (lease.wire().isOpen() && lease.wire().inTransaction()) {
      lease.wire().control("ROLLBACK", OURS);
    }
    path = Path.NOT_BEGUN;
  }

  /**
   * Rolls back what is open and gives the connection back; a broken one is dropped. A read-only
   * transaction is ended behind the answer's back.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (readOnly) {
      lease.close();
      return;
    }
    try {
      rollback();
    } catch (DatabaseException e) {
      lease.wire().abort();
    } finally {
      lease.closeWiped();
    }
  }
}
