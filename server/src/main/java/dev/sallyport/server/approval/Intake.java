package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.audit.Redaction;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens tickets, and ends those whose time is over. */
final class Intake {
  private static final Logger LOGGER = LoggerFactory.getLogger(TicketDesk.class);
  private static final int BATCH = 100;

  private final Desk desk;

  Intake(Desk desk) {
    this.desk = desk;
  }

  Opened open(StoreSession session, NewTicket request) throws SQLException {
    Instant now = desk.requireClock(session);
    String digest = TicketJson.requestDigest(request);
    Optional<Ticket> same = sameRequest(session, request, digest, now);
    if (same.isPresent()) {
      return new Opened(same.get(), false);
    }
    refuseFlood(session, request.requester());
    Ticket ticket =
        new Ticket(
            unusedId(session),
            1,
            now,
            request,
            digest,
            new TicketState.Pending(now, Terms.of(request).pendingUntil(now)),
            List.of());
    return new Opened(desk.rows().insert(session, ticket, details(request)), true);
  }

  private Optional<Ticket> sameRequest(
      StoreSession session, NewTicket request, String digest, Instant now) throws SQLException {
    for (Ticket earlier : desk.rows().ofRequest(session, digest)) {
      boolean answers =
          switch (earlier.state().kind()) {
            case PENDING, APPROVED -> !superseded(session, earlier, request, now);
            case EXECUTING, UNKNOWN -> true;
            case EXECUTED -> earlier.state().since().plus(desk.limits().repeats()).isAfter(now);
            case FAILED, REJECTED, EXPIRED, CANCELLED, STALE -> false;
          };
      if (answers) {
        return desk.rows().find(session, earlier.id());
      }
    }
    return Optional.empty();
  }

  /** A ticket that waits for a schema that is gone would be stale once it ran: it ends now. */
  private boolean superseded(StoreSession session, Ticket earlier, NewTicket request, Instant now)
      throws SQLException {
    if (earlier.request().fingerprint().equals(request.fingerprint())) {
      return false;
    }
    Ticket ticket = desk.rows().require(session, earlier.id());
    desk.rows().requireUnedited(session, ticket);
    if (ticket.state() instanceof TicketState.Pending pending) {
      desk.rows()
          .update(
              session,
              ticket.with(pending.cancel(now, "sallyport")),
              AuditEvent.TICKET_CANCELLED,
              "sallyport",
              CanonicalJson.object()
                  .add("why", "the schema changed before anyone answered")
                  .build());
    } else if (ticket.state() instanceof TicketState.Approved approved) {
      desk.rows()
          .update(
              session,
              ticket.with(approved.stale(now, "the schema changed after approval")),
              AuditEvent.TICKET_STALE,
              "sallyport",
              JsonValue.EMPTY_JSON_OBJECT);
    }
    return true;
  }

  private void refuseFlood(StoreSession session, Requester requester) throws SQLException {
    int open = desk.rows().open(session, requester.name());
    if (open >= desk.limits().openPerRequester()) {
      throw new RefusedException(
          Refusal.TOO_MANY_OPEN,
          "`" + requester.name() + "` has " + open + " open tickets, which is the most allowed",
          "wait for answers with `ticket_wait`, or cancel what is no longer needed");
    }
  }

  private TicketId unusedId(StoreSession session) throws SQLException {
    TicketId id = TicketId.random();
    while (desk.rows().find(session, id).isPresent()) {
      id = TicketId.random();
    }
    return id;
  }

  /** What the audit log keeps of a request: the exact text, but for passwords. */
  private static JsonObject details(NewTicket request) {
    JsonArrayBuilder texts = CanonicalJson.array();
    request.steps().forEach(step -> texts.add(Redaction.passwords(step.text())));
    JsonArrayBuilder about = CanonicalJson.array();
    request.steps().forEach(step -> about.add(step.details()));
    return CanonicalJson.object()
        .add("operation", request.operation().label())
        .add("steps", texts)
        .add("about_steps", about)
        .add("database", request.database())
        .add("environment", request.environment())
        .add("verified", request.requester().verified())
        .add("justification", request.justification())
        .add("fingerprint", request.fingerprint())
        .add("policy", request.policy())
        .add("obligations", TicketJson.obligations(request.obligations()))
        .build();
  }

  /** Ends tickets whose time is over, a batch at a time. */
  void expireDue() {
    Instant now = desk.now();
    List<TicketId> due = desk.store().read(session -> desk.rows().expired(session, now, BATCH));
    if (!due.isEmpty()) {
      desk.store()
          .write(
              session -> {
                for (TicketId id : due) {
                  expire(session, id, now);
                }
                return due;
              });
    }
  }

  private void expire(StoreSession session, TicketId id, Instant now) throws SQLException {
    try {
      Ticket ticket = desk.rows().require(session, id);
      desk.rows().requireUnedited(session, ticket);
      TicketState next = ticket.state();
      if (next instanceof TicketState.Pending pending && !pending.expires().isAfter(now)) {
        next = pending.expire(now);
      } else if (next instanceof TicketState.Approved approved
          && !approved.expires().isAfter(now)) {
        next = approved.expire(now);
      }
      if (next.kind() == TicketState.Kind.EXPIRED) {
        desk.rows()
            .update(
                session,
                ticket.with(next),
                AuditEvent.TICKET_EXPIRED,
                "sallyport",
                JsonValue.EMPTY_JSON_OBJECT);
      }
    } catch (RefusedException e) {
      LOGGER.atWarn().addKeyValue("ticket", id).log("a ticket was edited in the store");
    }
  }
}
