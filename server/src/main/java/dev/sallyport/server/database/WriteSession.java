package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.Map;

/** A read-write transaction for approved or allowed statements. */
public non-sealed interface WriteSession extends RequestSession {

  /**
   * Runs one statement of the plan.
   *
   * @param statement the exact text of one statement, without a separator
   * @throws DatabaseException where it fails; the transaction can then only be rolled back
   */
  StatementOutcome run(String statement, Cancellation cancellation);

  /**
   * How many rows of each table this transaction inserted, updated or deleted so far, whoever did
   * it: the statements, foreign keys, triggers, of which deferred ones run now. By {@code
   * schema.table}, partitions each for themselves; what TRUNCATE and DROP took is not counted.
   *
   * @throws DatabaseException of kind {@code UNSAFE_SESSION} where the server does not count
   */
  Map<String, Long> changedRows();

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
