package dev.sallyport.server.approval;

/**
 * What the target's own ledger keeps of a run, so that a store which was put back can't run a
 * ticket twice.
 *
 * @param ticket the ticket's name
 * @param digest of the terms that were signed
 * @param store which store it came from: the hash of its chain's first record
 * @param sequence of the chain's head when the ticket was claimed
 * @param hash of that head
 */
public record LedgerEntry(String ticket, String digest, String store, long sequence, String hash) {}
