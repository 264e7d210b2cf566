package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Concludes tickets whose executor is gone. Nothing is committed without a stored mark, and a claim
 * that was taken over can store none: so without a mark nothing happened, and with one the target
 * knows.
 */
final class Recovery {
  private final Desk desk;
  private final Predicate<String> heldHere;

  Recovery(Desk desk, Predicate<String> heldHere) {
    this.desk = desk;
    this.heldHere = heldHere;
  }

  List<Recovered> recover(Function<ExecutionMark, TransactionFate> fates) {
    List<Recovered> recovered = new ArrayList<>();
    for (Orphan orphan : desk.store().read(this::orphans)) {
      conclude(orphan, fates).ifPresent(recovered::add);
    }
    return recovered;
  }

  private record Orphan(Ticket ticket, TicketState.Executing state) {}

  private List<Orphan> orphans(StoreSession session) throws SQLException {
    List<Orphan> orphans = new ArrayList<>();
    List<TicketId> executing =
        session.list(
            "SELECT id FROM ticket WHERE state = 'executing' ORDER BY number",
            row -> new TicketId(row.text(1)));
    for (TicketId id : executing) {
      orphan(session, id).ifPresent(orphans::add);
    }
    return orphans;
  }

  private Optional<Orphan> orphan(StoreSession session, TicketId id) throws SQLException {
    Ticket ticket = desk.rows().require(session, id);
    if (ticket.state() instanceof TicketState.Executing executing
        && isGone(session, id, executing.executor())) {
      return Optional.of(new Orphan(ticket, executing));
    }
    return Optional.empty();
  }

  /** A live executor is never overtaken. */
  private boolean isGone(StoreSession session, TicketId id, Executor executor) throws SQLException {
    if (ThisProcess.isThis(executor)) {
      return !heldHere.test(executor.claim());
    }
    if (ThisProcess.sameHost(executor)) {
      return !ThisProcess.lives(executor);
    }
    long lease =
        session
            .first("SELECT lease FROM ticket WHERE id = ?", row -> row.number(1), id.text())
            .orElse(0L);
    return Instant.ofEpochMilli(lease).isBefore(desk.now());
  }

  private Optional<Recovered> conclude(
      Orphan orphan, Function<ExecutionMark, TransactionFate> fates) {
    ExecutionMark mark = orphan.state.mark();
    PartsSoFar parts = PartsSoFar.of(orphan.ticket.request(), orphan.state.steps());
    if (parts.uncertain()) {
      return end(orphan, unknown(parts.partlyKnown()));
    }
    if (parts.complete()) {
      return end(orphan, committed());
    }
    if (mark == null) {
      return end(
          orphan,
          failed("the process that ran it ended before COMMIT; " + parts.kept(), parts.done()));
    }
    return switch (fates.apply(mark)) {
      case COMMITTED ->
          end(
              orphan,
              parts.lastIsUnderWay() ? committed() : failed(parts.oneMoreKept(), parts.done() + 1));
      case ABORTED ->
          end(
              orphan,
              failed(
                  "the process that ran it ended and the transaction was rolled back"
                      + parts.alsoKept(),
                  parts.done()));
      case IN_PROGRESS ->
          waits(orphan, "its transaction still runs in database session " + mark.backend());
      case UNREACHABLE -> waits(orphan, "the target can't be asked now");
      case UNKNOWN ->
          end(
              orphan,
              unknown(
                  "the process ended around COMMIT and the target can't tell whether transaction "
                      + mark.transaction()
                      + " of timeline "
                      + mark.timeline()
                      + " was committed: look at what it would have changed"));
    };
  }

  private Optional<Recovered> waits(Orphan orphan, String message) {
    return Optional.of(new Recovered(orphan.ticket, false, message));
  }

  private record Conclusion(
      AuditEvent event,
      String message,
      JsonObject details,
      java.util.function.BiFunction<TicketState.Executing, Instant, TicketState> next) {}

  private static Conclusion committed() {
    String message = "the process that ran it ended after COMMIT; the target says it was committed";
    JsonObject result =
        CanonicalJson.object().add("recovered", true).add("message", message).build();
    return new Conclusion(
        AuditEvent.TICKET_EXECUTED,
        message,
        CanonicalJson.object().add("result", result).build(),
        (state, at) -> state.executed(at, result));
  }

  private static Conclusion failed(String message, int kept) {
    var told = CanonicalJson.object().add("recovered", true).add("message", message);
    JsonObject error = (kept > 0 ? told.add("kept", kept) : told).build();
    return new Conclusion(
        AuditEvent.TICKET_FAILED,
        message,
        CanonicalJson.object().add("error", error).build(),
        (state, at) -> state.failed(at, error));
  }

  private static Conclusion unknown(String why) {
    return new Conclusion(
        AuditEvent.TICKET_UNKNOWN,
        why,
        CanonicalJson.object().add("why", why).build(),
        (state, at) -> state.unknown(at, why));
  }

  /** Ends the ticket if it is still the same claim's; another recovery may have been faster. */
  private Optional<Recovered> end(Orphan orphan, Conclusion conclusion) {
    Optional<Recovered> ended = store(orphan, conclusion);
    ended.ifPresent(one -> desk.tell(one.ticket()));
    return ended;
  }

  private Optional<Recovered> store(Orphan orphan, Conclusion conclusion) {
    return desk.store()
        .write(
            session -> {
              Optional<Orphan> still = orphan(session, orphan.ticket.id());
              if (still.isEmpty() || !still.get().state.equals(orphan.state)) {
                return Optional.empty();
              }
              Ticket now = still.get().ticket;
              desk.rows().requireUnedited(session, now);
              Ticket ended =
                  desk.rows()
                      .update(
                          session,
                          now.with(conclusion.next.apply(orphan.state, desk.now())),
                          conclusion.event,
                          "sallyport",
                          conclusion.details);
              return Optional.of(new Recovered(ended, true, conclusion.message));
            });
  }
}
