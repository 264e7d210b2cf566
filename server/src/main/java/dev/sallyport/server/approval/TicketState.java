package dev.sallyport.server.approval;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket stands. Each state carries only what is true in it, and its methods are the only
 * ways out of it.
 */
public sealed interface TicketState {

  /** When the ticket came into this state. */
  Instant since();

  /** The state's kind, for filters and switches. */
  Kind kind();

  /** Whether nothing more can happen to the ticket. */
  default boolean settled() {
    return switch (kind()) {
      case PENDING, APPROVED, EXECUTING, UNKNOWN -> false;
      case EXECUTED, FAILED, REJECTED, EXPIRED, CANCELLED, STALE -> true;
    };
  }

  /** The state's name in the store, JSON and on the command line is {@link #label()}. */
  enum Kind {
    PENDING,
    APPROVED,
    EXECUTING,
    EXECUTED,
    FAILED,
    UNKNOWN,
    REJECTED,
    EXPIRED,
    CANCELLED,
    STALE;

    /** The state as people write it, such as {@code pending}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Waits for approvers. */
  record Pending(Instant since, Instant expires) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.PENDING;
    }

    Approved approve(Instant at, Duration valid) {
      return new Approved(at, at.plus(valid));
    }

    Rejected reject(Instant at, String by, String reason) {
      return new Rejected(at, by, reason);
    }

    Cancelled cancel(Instant at, String by) {
      return new Cancelled(at, by);
    }

    Expired expire(Instant at) {
      return new Expired(at, Kind.PENDING);
    }
  }

  /** Enough approvers signed; may run until it expires. */
  record Approved(Instant since, Instant expires) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.APPROVED;
    }

    Executing claim(Instant at, Executor executor) {
      return new Executing(at, executor, null, List.of());
    }

    Expired expire(Instant at) {
      return new Expired(at, Kind.APPROVED);
    }

    Stale stale(Instant at, String difference) {
      return new Stale(at, difference);
    }
  }

  /**
   * One process runs it.
   *
   * @param mark the mark of the transaction under way; null until it is stored, and nothing is
   *     committed before
   * @param steps states of the parts that take effect each by itself
   */
  record Executing(
      Instant since, Executor executor, @Nullable ExecutionMark mark, List<StepState> steps)
      implements TicketState {
    public Executing {
      steps = List.copyOf(steps);
    }

    @Override
    public Kind kind() {
      return Kind.EXECUTING;
    }

    Executing marked(ExecutionMark mark) {
      return new Executing(since, executor, mark, steps);
    }

    /** With a part begun or ended: a mark belongs to the part under way alone. */
    Executing with(List<StepState> steps) {
      return new Executing(since, executor, null, steps);
    }

    Executed executed(Instant at, JsonObject result) {
      return new Executed(at, result);
    }

    Failed failed(Instant at, JsonObject error) {
      return new Failed(at, error);
    }

    Unknown unknown(Instant at, String why) {
      return new Unknown(at, why, mark, steps);
    }

    /** The executing transaction saw another schema after locking and was rolled back. */
    Stale stale(Instant at, String difference) {
      return new Stale(at, difference);
    }
  }

  /** Committed. The result holds command tags, row counts, duration and notices; never rows. */
  record Executed(Instant since, JsonObject result) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.EXECUTED;
    }
  }

  /** Certainly not committed. */
  record Failed(Instant since, JsonObject error) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.FAILED;
    }
  }

  /** Nobody can tell whether it was committed; a human looks and says. */
  record Unknown(Instant since, String why, @Nullable ExecutionMark mark, List<StepState> steps)
      implements TicketState {
    public Unknown {
      steps = List.copyOf(steps);
    }

    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }

    Executed settleExecuted(Instant at, JsonObject by) {
      return new Executed(at, by);
    }

    Failed settleFailed(Instant at, JsonObject by) {
      return new Failed(at, by);
    }
  }

  /** An approver said no; final. */
  record Rejected(Instant since, String by, String reason) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.REJECTED;
    }
  }

  /** Nobody answered, or nobody ran it, in time. */
  record Expired(Instant since, Kind from) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.EXPIRED;
    }
  }

  /** The requester took it back. */
  record Cancelled(Instant since, String by) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.CANCELLED;
    }
  }

  /** What was approved is no longer what would happen; the difference says why. */
  record Stale(Instant since, String difference) implements TicketState {
    @Override
    public Kind kind() {
      return Kind.STALE;
    }
  }
}
