package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.store.Store;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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
  private final Desk desk;
  private final Intake intake;
  private final Signatures signatures;
  private final Claims claims;
  private final FreezeOrders freezes;
  private final Waiters waiters;

  /**
   * A desk over a store.
   *
   * @param trust reads the trust root, anew for each check of a signature
   */
  public TicketDesk(Store store, AuditLog audit, Supplier<TrustRoot> trust, Clock clock) {
    this(store, audit, trust, clock, DeskLimits.DEFAULT, Optional.empty());
  }

  /**
   * A desk with limits of its own.
   *
   * @param memory what this machine has seen of the store's chain
   */
  public TicketDesk(
      Store store,
      AuditLog audit,
      Supplier<TrustRoot> trust,
      Clock clock,
      DeskLimits limits,
      Optional<HeadMemory> memory) {
    desk =
        new Desk(
            store,
            audit,
            new TicketRows(audit),
            trust,
            clock,
            limits,
            memory,
            new CopyOnWriteArrayList<>());
    intake = new Intake(desk);
    signatures = new Signatures(desk);
    freezes = new FreezeOrders(desk);
    claims = new Claims(desk, freezes);
    waiters = new Waiters(store, this::standing);
  }

  /** Opens a ticket, or finds the one of the same request. */
  public Opened open(NewTicket request) {
    intake.expireDue();
    Opened opened = desk.store().write(session -> intake.open(session, request));
    if (opened.fresh()) {
      desk.tell(opened.ticket());
    }
    return opened;
  }

  /** The ticket, expired if its time is over. */
  public Optional<Ticket> find(TicketId id) {
    intake.expireDue();
    return standing(id);
  }

  private Optional<Ticket> standing(TicketId id) {
    return desk.store().read(session -> desk.rows().find(session, id));
  }

  /** One page of tickets, newest first. */
  public List<Ticket> list(TicketFilter filter) {
    intake.expireDue();
    return desk.store().read(session -> desk.rows().list(session, filter));
  }

  /** Takes a pending ticket back; only its requester can. */
  public Ticket cancel(TicketId id, Requester by) {
    intake.expireDue();
    return desk.store().write(session -> cancel(session, id, by));
  }

  private Ticket cancel(StoreSession session, TicketId id, Requester by) throws SQLException {
    Ticket ticket = desk.rows().require(session, id);
    if (!ticket.request().requester().name().equals(by.name())) {
      throw new RefusedException(
          Refusal.NOT_YOURS,
          "ticket `" + id + "` was asked for by another",
          "only who asked can cancel; an approver can reject");
    }
    desk.rows().requireUnedited(session, ticket);
    TicketState.Pending pending = Signatures.requirePending(ticket, desk.requireClock(session));
    return desk.rows()
        .update(
            session,
            ticket.with(pending.cancel(desk.now(), by.name())),
            AuditEvent.TICKET_CANCELLED,
            by.name(),
            JsonValue.EMPTY_JSON_OBJECT);
  }

  /** The document that an approver signs to approve the ticket as it stands now. */
  public String approvalDocument(TicketId id, String keyId, String comment) {
    return signatures.document(Purpose.TICKET_APPROVE, id, keyId, comment);
  }

  /** The document that an approver signs to reject the ticket. */
  public String rejectionDocument(TicketId id, String keyId, String reason) {
    return signatures.document(Purpose.TICKET_REJECT, id, keyId, reason);
  }

  /** Digest of the terms that every approver of the ticket signs, for people to compare. */
  public static String digest(Ticket ticket) {
    return ApprovalDocument.termsDigest(ticket);
  }

  /** What is still missing before the ticket may run, in words. */
  public List<String> missing(Ticket ticket) {
    ApprovalCheck check = new ApprovalCheck(desk.audit(), desk.trust().get());
    return desk.store().read(session -> check.missing(session, ticket));
  }

  /** Counts an approver's signature; the last one that is needed makes the ticket approved. */
  public Ticket approve(TicketId id, Signed approval) {
    intake.expireDue();
    return signatures.approve(id, approval);
  }

  /** Ends a pending ticket for good. */
  public Ticket reject(TicketId id, Signed rejection) {
    intake.expireDue();
    return signatures.reject(id, rejection);
  }

  /** The document that an approver signs to say what became of a ticket that nobody can tell. */
  public String settlementDocument(TicketId id, String keyId, boolean executed, String reason) {
    return signatures.settlementDocument(id, keyId, executed, reason);
  }

  /** Ends an unknown ticket by the word of an approver who looked. */
  public Ticket settle(TicketId id, Signed settlement) {
    return signatures.settle(id, settlement);
  }

  /**
   * The ticket once its revision is past {@code revision}, or as it stands when the time is over.
   * Holds no thread.
   */
  public CompletableFuture<Ticket> awaitChange(TicketId id, long revision, Duration atMost) {
    return waiters.await(id, revision, atMost);
  }

  /**
   * Takes an approved ticket to run it. Checks bytes, signatures, expiry, freeze, audit chain and
   * circumstances again; where these are no longer what was approved the ticket becomes stale.
   */
  public Claim claim(TicketId id, Circumstances now) {
    intake.expireDue();
    return desk.recordingRefusals("sallyport", id, () -> claims.claim(id, now));
  }

  /** Concludes tickets whose executor is gone, by what the target says of their transactions. */
  public List<Recovered> recover(Function<ExecutionMark, TransactionFate> fates) {
    return claims.recover(fates);
  }

  /** The order that stops every execution on this store; empty where there is none. */
  public Optional<Freeze> freeze() {
    return desk.store().read(freezes::current);
  }

  /** The document that an approver signs to freeze or thaw. */
  public String freezeDocument(Purpose purpose, String keyId, String reason) {
    return desk.store().read(session -> freezes.document(session, purpose, keyId, reason));
  }

  /** Freezes or thaws. */
  public void freezeOrThaw(Purpose purpose, Signed order) {
    freezes.carryOut(purpose, order);
  }

  /**
   * Checks every ticket against its last audit record, and every approval's signed head against the
   * chain.
   *
   * @return what does not hold, lower case, one line each
   */
  public List<String> verify() {
    return new StoreCheck(desk).problems();
  }

  /** Has someone told of tickets that this desk opened or changed, after it is durable. */
  public void tell(Consumer<Ticket> listener) {
    desk.listeners().add(listener);
  }

  /** The chain that this desk writes to. */
  public AuditLog audit() {
    return desk.audit();
  }

  @Override
  public void close() {
    waiters.close();
    claims.close();
    desk.audit().close();
  }
}
