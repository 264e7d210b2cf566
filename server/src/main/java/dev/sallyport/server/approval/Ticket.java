package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A request that waits for a human, or did.
 *
 * @param revision counts the ticket's changes, approvals included; {@link TicketDesk#awaitChange}
 *     waits for the next
 * @param request what was asked, to the byte
 * @param requestDigest finds the ticket of the same request again
 * @param approvals so far, oldest first; what counts is checked again when it runs
 */
public record Ticket(
    TicketId id,
    long revision,
    Instant opened,
    NewTicket request,
    String requestDigest,
    TicketState state,
    List<Approval> approvals) {
  public Ticket {
    approvals = List.copyOf(approvals);
  }

  /** The ticket as programs read it: what was asked, how it stands, who signed. */
  public JsonObject toJson() {
    JsonArrayBuilder signed = CanonicalJson.array();
    for (Approval approval : approvals) {
      signed.add(
          CanonicalJson.object()
              .add("approver", approval.approver())
              .add("at", approval.at().toString())
              .add("comment", approval.comment())
              .add("key", approval.signed().key()));
    }
    return CanonicalJson.object()
        .add("ticket", id.text())
        .add("revision", revision)
        .add("opened", opened.toString())
        .add("standing", StateJson.of(state))
        .add("request", TicketJson.request(request))
        .add("request_digest", requestDigest)
        .add("digest", ApprovalDocument.termsDigest(this))
        .add("approvals", signed)
        .build();
  }

  Ticket with(TicketState next) {
    return new Ticket(id, revision, opened, request, requestDigest, next, approvals);
  }

  Ticket with(List<Approval> all) {
    return new Ticket(id, revision, opened, request, requestDigest, state, all);
  }

  Ticket nextRevision() {
    return new Ticket(id, revision + 1, opened, request, requestDigest, state, approvals);
  }
}
