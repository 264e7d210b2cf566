/**
 * The second gate: tickets, the digests an approver signs, keys and the trust root. Start at {@link
 * dev.sallyport.server.approval.TicketDesk}.
 *
 * <p>Transitions are methods; nothing else moves a ticket.
 */
@NullMarked
package dev.sallyport.server.approval;

import org.jspecify.annotations.NullMarked;
