package dev.sallyport.server.approval;

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
}
