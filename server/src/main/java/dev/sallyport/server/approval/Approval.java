package dev.sallyport.server.approval;

import java.time.Instant;

/**
 * One approver's signature on a ticket.
 *
 * @param approver their name in the trust root
 * @param comment may be empty
 * @param signed what they signed
 */
public record Approval(String approver, Instant at, String comment, Signed signed) {}
