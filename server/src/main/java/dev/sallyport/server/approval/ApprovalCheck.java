package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditHead;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.store.StoreSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a signature counts: when it is given, and again when the ticket is to run. */
final class ApprovalCheck {
  private final AuditLog audit;
  private final TrustRoot trust;

  ApprovalCheck(AuditLog audit, TrustRoot trust) {
    this.audit = audit;
    this.trust = trust;
  }

  /**
   * Checks a new signature on a ticket.
   *
   * @return the approval, to be counted
   */
  Approval requireNew(
      StoreSession session, Ticket ticket, Purpose purpose, Signed signed, Instant now)
      throws SQLException {
    TrustRoot.Approver approver = requireValid(session, ticket, purpose, signed);
    refuseRequester(ticket.request().requester(), approver);
    if (purpose == Purpose.TICKET_APPROVE) {
      for (Approval given : ticket.approvals()) {
        refuseRepeat(given, approver, signed);
      }
      refuseOutsider(ticket, approver, now);
    }
    return new Approval(approver.name(), now, ApprovalDocument.comment(signed.document()), signed);
  }

  private static void refuseOutsider(Ticket ticket, TrustRoot.Approver approver, Instant now) {
    Tally tally = new Tally(ticket.request());
    if (!tally.admits(approver.name())) {
      throw new RefusedException(
          Refusal.NOT_IN_GROUP,
          "`" + approver.name() + "` is in none of the groups that have to approve this",
          "needed: " + String.join(", ", tally.missing(List.of())));
    }
    if (!tally.wants(new Tally.Vote(approver.name(), now))) {
      throw new RefusedException(
          Refusal.OUTSIDE_HOURS,
          "the policy takes no approval of `" + approver.name() + "` at this hour",
          "approve within the hours that `sallyport tickets show` names");
    }
  }

  /**
   * Checks every stored approval of a ticket that is to run. What a revoked key signed is not
   * counted; the rest may still be enough.
   *
   * @throws RefusedException where those that hold are not enough
   */
  void requireEnough(StoreSession session, Ticket ticket) throws SQLException {
    Count count = count(session, ticket);
    if (count.missing().isEmpty()) {
      return;
    }
    if (count.firstRefusal() != null) {
      throw count.firstRefusal();
    }
    throw new RefusedException(
        Refusal.NOT_ENOUGH_APPROVALS,
        "ticket `" + ticket.id() + "` lacks approvals: " + String.join(", ", count.missing()),
        "ask the missing approvers");
  }

  /** What is still missing, in words; empty where the approvals that hold are enough. */
  List<String> missing(StoreSession session, Ticket ticket) throws SQLException {
    return count(session, ticket).missing();
  }

  private record Count(List<String> missing, @Nullable RefusedException firstRefusal) {}

  private Count count(StoreSession session, Ticket ticket) throws SQLException {
    Map<String, Tally.Vote> votes = new HashMap<>();
    RefusedException first = null;
    for (Approval approval : ticket.approvals()) {
      try {
        String approver = requireStored(session, ticket, approval).name();
        votes.put(approver, new Tally.Vote(approver, approval.at()));
      } catch (RefusedException e) {
        first = first == null ? e : first;
      }
    }
    return new Count(new Tally(ticket.request()).missing(votes.values()), first);
  }

  private TrustRoot.Approver requireStored(StoreSession session, Ticket ticket, Approval approval)
      throws SQLException {
    TrustRoot.Approver approver =
        requireValid(session, ticket, Purpose.TICKET_APPROVE, approval.signed());
    refuseRequester(ticket.request().requester(), approver);
    if (!approver.name().equals(approval.approver())) {
      throw new RefusedException(
          Refusal.TICKET_EDITED,
          "the approvals of ticket `" + ticket.id() + "` were edited in the store",
          "run `sallyport audit verify`; the request has to be made again");
    }
    return approver;
  }

  private TrustRoot.Approver requireValid(
      StoreSession session, Ticket ticket, Purpose purpose, Signed signed) throws SQLException {
    TrustRoot.Approver approver = new KeyCheck(trust).requireSigner(signed);
    Document document = Document.parse(signed.document());
    ApprovalDocument.requireTerms(document, purpose, ticket);
    if (!document.fields().text("key").equals(signed.key())) {
      throw SignatureCheck.bad();
    }
    requireHead(session, ApprovalDocument.head(document));
    return approver;
  }

  /** The chain that the approver saw must still be there. */
  private void requireHead(StoreSession session, AuditHead head) throws SQLException {
    if (!audit.holds(session, head)) {
      throw new RefusedException(
          Refusal.STORE_ROLLED_BACK,
          "the store is not the one that was signed: its audit chain lacks line "
              + head.sequence()
              + " as the approver saw it",
          "run `sallyport audit verify`, and find out who put an older copy back");
    }
  }

  private static void refuseRequester(Requester requester, TrustRoot.Approver approver) {
    boolean self =
        requester.name().equals(approver.name())
            || (requester.face() == Requester.Face.CLI
                && requester.osUser().equals(approver.osUser()));
    if (self) {
      throw new RefusedException(
          Refusal.REQUESTER_APPROVES,
          "`" + approver.name() + "` asked for this and can't answer it",
          "ask another approver");
    }
  }

  private void refuseRepeat(Approval given, TrustRoot.Approver approver, Signed signed) {
    if (given.signed().equals(signed)) {
      throw new RefusedException(
          Refusal.REPLAYED, "this signature was counted already", "another approver has to sign");
    }
    if (given.approver().equals(approver.name()) && inForce(given, approver)) {
      throw new RefusedException(
          Refusal.ALREADY_APPROVED,
          "`" + approver.name() + "` has approved this already; an approver counts once",
          "another approver has to sign");
    }
  }

  /** Whoever changed keys signs again with the new one. */
  private static boolean inForce(Approval given, TrustRoot.Approver approver) {
    return approver.keys().stream()
        .anyMatch(key -> !key.revoked() && key.key().id().equals(given.signed().key()));
  }
}
