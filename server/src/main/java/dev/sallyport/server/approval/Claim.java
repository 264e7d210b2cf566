package dev.sallyport.server.approval;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * The right to run one ticket once. Held by one process; its lease is renewed in the background
 * until an outcome is recorded. Every method that records throws {@link RefusedException} with
 * {@link Refusal#CLAIM_LOST} where the claim was taken over, and then nothing may be committed.
 */
public interface Claim extends AutoCloseable {
  /** The ticket, with approvals and bytes checked at the moment of the claim. */
  Ticket ticket();

  /** Why the run has to stop now: frozen, or the lease could not be renewed. Empty: go on. */
  Optional<String> interruption();

  /** Records that a part which takes effect by itself is about to run, by its last step. */
  void stepStarted(int index);

  /** Records how that part ended. */
  void stepDone(int index, JsonObject result);

  /**
   * Stores the transaction's mark. Only after this returned may the transaction be committed; where
   * it throws, or takes over two seconds, it must be rolled back.
   */
  void mark(ExecutionMark mark);

  /** What the target is to remember of this run. */
  LedgerEntry ledgerEntry();

  /**
   * Refuses a chain that lacks what the target remembers of it.
   *
   * @throws RefusedException where an older copy of the store was put back
   */
  void requireInChain(long sequence, String hash);

  /** Committed: command tags, row counts, duration, notices; no rows. */
  Ticket executed(JsonObject result);

  /** Certainly not committed. */
  Ticket failed(JsonObject error);

  /** Rolled back, since the schema under the locks is not the one that was approved. */
  Ticket stale(String difference);

  /** Nobody can tell. */
  Ticket unknown(String why);

  /** Stops renewing the lease. Without an outcome the ticket is left to recovery. */
  @Override
  void close();
}
