package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;

/** A read-write transaction for approved or allowed statements. */
public non-sealed interface WriteSession extends RequestSession {

  /**
   * Runs one statement of the plan.
   *
   * @param statement the exact text of one statement, without a separator
   * @throws DatabaseException where it fails; the transaction can then only be rolled back
   */
  StatementOutcome run(String statement, Cancellation cancellation);

  /** What will tell whether this transaction committed. To be stored before {@link #commit}. */
  CommitMark mark();

  /**
   * Commits.
   *
   * @throws DatabaseException of kind {@code OUTCOME_UNKNOWN} where the answer was lost: ask {@link
   *     TargetDatabase#statusOf}
   */
  void commit();

  /** Undoes everything of this transaction. */
  void rollback();
}
