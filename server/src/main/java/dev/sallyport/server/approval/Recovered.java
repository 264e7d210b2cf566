package dev.sallyport.server.approval;

/**
 * What recovery concluded about one ticket whose executor is gone.
 *
 * @param concluded false where it has to wait: the transaction still runs, or the target is away
 * @param message lower case, one line: what was found and what to look at
 */
public record Recovered(Ticket ticket, boolean concluded, String message) {}
