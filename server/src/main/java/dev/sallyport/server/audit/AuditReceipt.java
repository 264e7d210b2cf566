package dev.sallyport.server.audit;

import dev.sallyport.server.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What somebody holds who handed in a record: it says when the record is durable. */
public final class AuditReceipt {
  private final CompletableFuture<Long> sequence;

  AuditReceipt(CompletableFuture<Long> sequence) {
    this.sequence = sequence;
  }

  /**
   * Waits until the record is durable.
   *
   * @return its place in the chain
   * @throws StoreException where it could not be made durable; what was to be recorded may then not
   *     happen, or not be told
   */
  public long requireDurable() {
    try {
      return sequence.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException problem) {
        throw new StoreException(String.valueOf(problem.getMessage()), problem.help(), problem);
      }
      throw e;
    }
  }
}
