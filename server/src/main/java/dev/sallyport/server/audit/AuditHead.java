package dev.sallyport.server.audit;

/**
 * The end of the chain at one moment.
 *
 * @param sequence of the last record; 0 where there is none
 * @param hash of the last record, in hexadecimal; of an empty chain {@link #EMPTY_HASH}
 */
public record AuditHead(long sequence, String hash) {
  /** What the first record is chained to. */
  public static final String EMPTY_HASH = "0".repeat(64);

  /** The head of a chain without records. */
  public static final AuditHead EMPTY = new AuditHead(0, EMPTY_HASH);
}
