package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where tickets are opened, signed and handed out to be run. Every change is one transaction with
 * its audit record. Thread-safe; any number of desks may share a store.
 *
 * <p>All methods throw {@link RefusedException}, and {@link
 * dev.sallyport.server.store.StoreException} where the store can't be used.
 */
public final class TicketDesk implements AutoCloseable {
  private final AuditLog audit;

  /**
   * A desk over a store.
   *
   * @param trust reads the trust root, anew for each check of a signature
   */
  public TicketDesk(Store store, AuditLog audit, Supplier<TrustRoot> trust, Clock clock) {
    this.audit = audit;
  }

  /** Opens a ticket, or finds the one of the same request. */
  public Opened open(NewTicket request) {
    throw new UnsupportedOperationException();
  }

  /** The ticket, expired if its time is over. */
  public Optional<Ticket> find(TicketId id) {
    throw new UnsupportedOperationException();
  }

  /** One page of tickets, newest first. */
  public List<Ticket> list(TicketFilter filter) {
    throw new UnsupportedOperationException();
  }

  /** Takes a pending ticket back; only its requester can. */
  public Ticket cancel(TicketId id, Requester by) {
    throw new UnsupportedOperationException();
  }

  /** The document that an approver signs to approve the ticket as it stands now. */
  public String approvalDocument(TicketId id, String keyId, String comment) {
    throw new UnsupportedOperationException();
  }

  /** The document that an approver signs to reject the ticket. */
  public String rejectionDocument(TicketId id, String keyId, String reason) {
    throw new UnsupportedOperationException();
  }

  /** Counts an approver's signature; the last one that is needed makes the ticket approved. */
  public Ticket approve(Signed approval) {
    throw new UnsupportedOperationException();
  }

  /** Ends a pending ticket for good. */
  public Ticket reject(Signed rejection) {
    throw new UnsupportedOperationException();
  }

  /**
   * The ticket once its revision is past {@code revision}, or as it stands when the time is over.
   * Holds no thread.
   */
  public CompletableFuture<Ticket> awaitChange(TicketId id, long revision, Duration atMost) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes an approved ticket to run it. Checks bytes, signatures, expiry, freeze, audit chain and
   * circumstances again; where these are no longer what was approved the ticket becomes stale.
   */
  public Claim claim(TicketId id, Circumstances now) {
    throw new UnsupportedOperationException();
  }

  /** Concludes tickets whose executor is gone, by what the target says of their transactions. */
  public List<Recovered> recover(Function<ExecutionMark, TransactionFate> fates) {
    throw new UnsupportedOperationException();
  }

  /** The order that stops every execution on this store; empty where there is none. */
  public Optional<Freeze> freeze() {
    throw new UnsupportedOperationException();
  }

  /** The document that an approver signs to freeze or thaw. */
  public String freezeDocument(Purpose purpose, String keyId, String reason) {
    throw new UnsupportedOperationException();
  }

  /** Freezes or thaws. */
  public void freezeOrThaw(Signed order) {
    throw new UnsupportedOperationException();
  }

  /** The chain that this desk writes to. */
  public AuditLog audit() {
    return audit;
  }

  @Override
  public void close() {}
}
