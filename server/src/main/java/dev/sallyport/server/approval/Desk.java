package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.Store;
import dev.sallyport.server.store.StoreSession;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the desk's parts share: the store, the clock, the trust root, and how they refuse. */
record Desk(
    Store store,
    AuditLog audit,
    TicketRows rows,
    Supplier<TrustRoot> trust,
    Clock clock,
    DeskLimits limits,
    Optional<HeadMemory> memory,
    List<Consumer<Ticket>> listeners) {
  private static final Logger LOGGER = LoggerFactory.getLogger(TicketDesk.class);

  /** Refusals that happen every day and say nothing about an attack. */
  private static final Set<Refusal> ORDINARY =
      Set.of(
          Refusal.NO_SUCH_TICKET,
          Refusal.NOT_YOURS,
          Refusal.WRONG_STATE,
          Refusal.EXPIRED,
          Refusal.FROZEN,
          Refusal.STALE,
          Refusal.CLAIM_LOST);

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The time, for a decision about expiry.
   *
   * @throws RefusedException where the clock is behind what was recorded: expiry would mean nothing
   */
  Instant requireClock(StoreSession session) throws SQLException {
    Instant now = now();
    Optional<Instant> last = audit.lastTime(session);
    if (last.isPresent() && last.get().minus(limits.clockSkew()).isAfter(now)) {
      throw new RefusedException(
          Refusal.CLOCK_BEHIND,
          "the clock was set back: it says " + now + ", the audit log was written at " + last.get(),
          "set the clock right, then try again");
    }
    return last.filter(at -> at.isAfter(now)).orElse(now);
  }

  /** Tells of a change that is durable; a listener that fails harms nobody. */
  void tell(Ticket ticket) {
    for (Consumer<Ticket> listener : listeners) {
      try {
        listener.accept(ticket);
      } catch (RuntimeException e) {
        LOGGER.atWarn().addKeyValue("ticket", ticket.id()).log("a listener failed");
      }
    }
  }

  /** Keeps the chain's head outside the store. */
  void remember() {
    memory.ifPresent(
        kept ->
            store.read(
                session -> {
                  kept.remember(session, audit);
                  return kept;
                }));
  }

  /** Runs something that may be refused, and leaves a record of a refusal that may be an attack. */
  <T> T recordingRefusals(String actor, TicketId ticket, Supplier<T> action) {
    try {
      return action.get();
    } catch (RefusedException e) {
      if (!ORDINARY.contains(e.refusal())) {
        LOGGER
            .atWarn()
            .addKeyValue("ticket", ticket)
            .addKeyValue("refusal", e.refusal().label())
            .log("refused at the second gate");
        audit.append(
            AuditEvent.REFUSED,
            actor,
            CanonicalJson.object()
                .add("ticket", ticket.text())
                .add("refusal", e.refusal().label())
                .add("message", e.getMessage())
                .build());
      }
      throw e;
    }
  }
}
