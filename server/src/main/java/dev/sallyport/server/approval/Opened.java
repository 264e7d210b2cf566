package dev.sallyport.server.approval;

/**
 * What asking for a ticket gave.
 *
 * @param ticket a new one, or the one of the same request that is open, was executed in the last
 *     ten minutes, or whose outcome is unknown
 * @param fresh whether it is new
 */
public record Opened(Ticket ticket, boolean fresh) {}
