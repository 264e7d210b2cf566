package dev.sallyport.server.database;

/** What became of a transaction, as its {@link CommitMark} tells. */
public enum XactStatus {
  COMMITTED,
  ABORTED,
  /** Still held by a backend, which can outlive this process. */
  IN_PROGRESS,
  /** Too old, another cluster, another timeline: nobody can tell. */
  UNKNOWN
}
