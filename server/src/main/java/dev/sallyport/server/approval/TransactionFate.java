package dev.sallyport.server.approval;

/** What the target says of a marked transaction. */
public enum TransactionFate {
  COMMITTED,
  ABORTED,
  /** Its session still runs. */
  IN_PROGRESS,
  /** Another server, another timeline, or forgotten: nobody can tell. */
  UNKNOWN,
  /** The target can't be asked now; nothing is concluded. */
  UNREACHABLE
}
