/**
 * The second gate: tickets, the digests an approver signs, keys, the trust root and the stores.
 *
 * <p>Transitions are methods; nothing else moves a ticket.
 */
@NullMarked
package dev.sallyport.server.approval;

import org.jspecify.annotations.NullMarked;
