package dev.sallyport.server.audit;

import dev.sallyport.server.store.Store;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.function.Consumer;

/** The hash-chained log of one store. A record is durable when {@code append} returns. */
public final class AuditLog {
  private final Store store;
  private final Clock clock;

  public AuditLog(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Adds a record in a transaction of its own.
   *
   * @param actor who did it: an agent, an approver, or {@code sallyport}
   * @throws dev.sallyport.server.store.StoreException where it could not be made durable; nothing
   *     that was to be recorded may then happen
   */
  public AuditRecord append(AuditEvent event, String actor, JsonObject details) {
    throw new UnsupportedOperationException();
  }

  /** The end of the chain now. */
  public AuditHead head() {
    throw new UnsupportedOperationException();
  }

  /** Checks every link from the first to the last. */
  public ChainReport verify() {
    throw new UnsupportedOperationException();
  }

  /** Hands over every record after {@code sequence}, oldest first. */
  public void forEachAfter(long sequence, Consumer<AuditRecord> consumer) {
    throw new UnsupportedOperationException();
  }
}
