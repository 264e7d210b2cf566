package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import java.time.Duration;

/** A {@link LoneSession} on a borrowed connection. */
final class LoneConnection implements LoneSession {
  private static final Duration OURS = Duration.ofSeconds(10);

  private final Lease lease;
  private final ReadLimits limits;

  LoneConnection(Lease lease, WriteLimits limits) {
    this.lease = lease;
    this.limits = limits.asReadLimits();
  }

  @Override
  public StatementOutcome run(String statement, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      throw DriverErrors.cancelled(null);
    }
    Wire wire = lease.wire();
    if (!lease.baseline().plainBegin()) {
      wire.control(
          "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE,"
              + " NOT DEFERRABLE",
          OURS);
    }
    lease.answeredBy(lease.pins().set(wire, Timeouts.of(limits), Wire.Begin.NO, false), false);
    RunningStatement running = new RunningStatement(wire, statement, limits);
    try (Cancellation.Registration word = cancellation.onCancel(wire::cancel)) {
      running.runWhole();
    } catch (DatabaseException e) {
      throw wire.isOpen() ? e : unknown();
    }
    QueryResult result =
        Results.of(
            running, (sql, parameters) -> WireRows.all(wire, sql, parameters, Wire.Begin.NO, OURS));
    return new StatementOutcome(running.command(), running.count(), result);
  }

  private static DatabaseException unknown() {
    return new DatabaseException(
        Kind.OUTCOME_UNKNOWN,
        "the connection was lost while the statement ran",
        "look at the objects it names: it may have taken effect, or half of it");
  }

  @Override
  public void close() {
    lease.closeWiped();
  }
}
