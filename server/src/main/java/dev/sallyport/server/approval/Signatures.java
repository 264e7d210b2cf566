package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What approvers sign about tickets, and what their signatures do. */
final class Signatures {
  private static final String EXECUTED = "executed";
  private static final String FAILED = "failed";

  private final Desk desk;

  Signatures(Desk desk) {
    this.desk = desk;
  }

  /** The text to sign about the ticket as it stands now. */
  String document(Purpose purpose, TicketId id, String keyId, String comment) {
    return desk.store()
        .read(
            session ->
                ApprovalDocument.of(
                        purpose,
                        desk.rows().require(session, id),
                        desk.audit().head(session),
                        keyId,
                        comment,
                        desk.now())
                    .text());
  }

  String settlementDocument(TicketId id, String keyId, boolean executed, String reason) {
    return document(
        Purpose.TICKET_SETTLE, id, keyId, (executed ? EXECUTED : FAILED) + ": " + reason);
  }

  Ticket approve(TicketId id, Signed approval) {
    return taking(
        id, approval, (session, trust) -> approve(session, id, approval, trust), desk::remember);
  }

  private Ticket approve(StoreSession session, TicketId id, Signed signed, TrustRoot trust)
      throws SQLException {
    Instant now = desk.requireClock(session);
    Ticket ticket = desk.rows().require(session, id);
    desk.rows().requireUnedited(session, ticket);
    ApprovalCheck check = new ApprovalCheck(desk.audit(), trust);
    TicketState.Pending pending = requirePending(ticket, now);
    Approval approval = check.requireNew(session, ticket, Purpose.TICKET_APPROVE, signed, now);
    desk.rows().insertApproval(session, id, approval);
    Ticket signedTicket =
        desk.rows()
            .update(
                session,
                desk.rows().require(session, id),
                AuditEvent.TICKET_APPROVAL,
                approval.approver(),
                signature(signed));
    if (!check.missing(session, signedTicket).isEmpty()) {
      return signedTicket;
    }
    Duration valid = Terms.of(ticket.request()).valid();
    return desk.rows()
        .update(
            session,
            signedTicket.with(pending.approve(now, valid)),
            AuditEvent.TICKET_APPROVED,
            approval.approver(),
            JsonValue.EMPTY_JSON_OBJECT);
  }

  Ticket reject(TicketId id, Signed rejection) {
    return taking(
        id, rejection, (session, trust) -> reject(session, id, rejection, trust), () -> {});
  }

  private Ticket reject(StoreSession session, TicketId id, Signed signed, TrustRoot trust)
      throws SQLException {
    Instant now = desk.requireClock(session);
    Ticket ticket = desk.rows().require(session, id);
    desk.rows().requireUnedited(session, ticket);
    TicketState.Pending pending = requirePending(ticket, now);
    Approval no =
        new ApprovalCheck(desk.audit(), trust)
            .requireNew(session, ticket, Purpose.TICKET_REJECT, signed, now);
    return desk.rows()
        .update(
            session,
            ticket.with(pending.reject(now, no.approver(), no.comment())),
            AuditEvent.TICKET_REJECTED,
            no.approver(),
            signature(signed));
  }

  Ticket settle(TicketId id, Signed settlement) {
    return taking(
        id, settlement, (session, trust) -> settle(session, id, settlement, trust), () -> {});
  }

  private Ticket settle(StoreSession session, TicketId id, Signed signed, TrustRoot trust)
      throws SQLException {
    Instant now = desk.requireClock(session);
    Ticket ticket = desk.rows().require(session, id);
    desk.rows().requireUnedited(session, ticket);
    if (!(ticket.state() instanceof TicketState.Unknown unknown)) {
      throw Claims.wrongState(ticket, "unknown");
    }
    Approval word =
        new ApprovalCheck(desk.audit(), trust)
            .requireNew(session, ticket, Purpose.TICKET_SETTLE, signed, now);
    JsonObject by =
        CanonicalJson.object()
            .add("settled", word.approver())
            .add("message", word.comment())
            .build();
    TicketState next =
        word.comment().startsWith(EXECUTED + ":")
            ? unknown.settleExecuted(now, by)
            : unknown.settleFailed(now, by);
    return desk.rows()
        .update(
            session,
            ticket.with(next),
            AuditEvent.TICKET_SETTLED,
            word.approver(),
            signature(signed));
  }

  /** What a signature changes, in one transaction. */
  private interface Change {
    Ticket make(StoreSession session, TrustRoot trust) throws SQLException;
  }

  private Ticket taking(TicketId id, Signed signed, Change change, Runnable afterwards) {
    return desk.recordingRefusals(
        signed.key(),
        id,
        () -> {
          TrustRoot trust = desk.trust().get();
          Ticket ticket = desk.store().write(session -> change.make(session, trust));
          afterwards.run();
          desk.tell(ticket);
          return ticket;
        });
  }

  private static JsonObject signature(Signed signed) {
    return CanonicalJson.object()
        .add("document", signed.document())
        .add("key", signed.key())
        .add("signature", signed.signature())
        .build();
  }

  static TicketState.Pending requirePending(Ticket ticket, Instant now) {
    if (ticket.state() instanceof TicketState.Pending pending) {
      if (pending.expires().isAfter(now)) {
        return pending;
      }
      throw Claims.expired(ticket);
    }
    throw Claims.wrongState(ticket, "pending");
  }
}
