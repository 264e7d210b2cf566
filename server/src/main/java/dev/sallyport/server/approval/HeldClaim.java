package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditHead;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.StoreException;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A claim whose lease this process renews. Every record is fenced by the claim's random name. */
final class HeldClaim implements Claim {
  private final Desk desk;
  private final FreezeOrders freezes;
  private final Leases.Lease lease;
  private final Runnable release;
  private final Ticket ticket;

  HeldClaim(Desk desk, FreezeOrders freezes, Ticket ticket, Leases.Lease lease, Runnable release) {
    this.desk = desk;
    this.freezes = freezes;
    this.ticket = ticket;
    this.lease = lease;
    this.release = release;
  }

  @Override
  public Ticket ticket() {
    return ticket;
  }

  @Override
  public Optional<String> interruption() {
    return lease.interruption();
  }

  @Override
  public void stepStarted(int index) {
    desk.store()
        .write(
            session -> {
              freezes.refuseIfFrozen(session);
              return step(session, new StepState(index, false, null));
            });
  }

  @Override
  public void stepDone(int index, JsonObject result) {
    desk.store().write(session -> step(session, new StepState(index, true, result)));
  }

  private Ticket step(StoreSession session, StepState step) throws SQLException {
    Held held = require(session);
    List<StepState> steps = new ArrayList<>(held.state.steps());
    steps.removeIf(earlier -> earlier.index() == step.index());
    steps.add(step);
    return desk.rows()
        .update(
            session,
            held.ticket.with(held.state.with(steps)),
            step.done() ? AuditEvent.TICKET_STEP_DONE : AuditEvent.TICKET_STEP_STARTED,
            actor(),
            CanonicalJson.object().add("index", step.index()).build());
  }

  @Override
  public void mark(ExecutionMark mark) {
    long started = System.nanoTime();
    desk.store()
        .write(
            session -> {
              freezes.refuseIfFrozen(session);
              Held held = require(session);
              return desk.rows()
                  .update(
                      session,
                      held.ticket.with(held.state.marked(mark)),
                      AuditEvent.TICKET_MARKED,
                      actor(),
                      StateJson.mark(mark));
            });
    if (Duration.ofNanos(System.nanoTime() - started).compareTo(desk.limits().slowestMark()) > 0) {
      throw new StoreException(
          "the store took too long to keep the transaction's mark",
          "see why the store is slow; the transaction was rolled back");
    }
  }

  @Override
  public LedgerEntry ledgerEntry() {
    return desk.store()
        .read(
            session -> {
              AuditHead head = desk.audit().head(session);
              return new LedgerEntry(
                  ticket.id().text(),
                  ApprovalDocument.termsDigest(ticket),
                  desk.audit().origin(session).orElse(AuditHead.EMPTY_HASH),
                  head.sequence(),
                  head.hash());
            });
  }

  @Override
  public void requireInChain(long sequence, String hash) {
    boolean held =
        desk.store().read(session -> desk.audit().holds(session, new AuditHead(sequence, hash)));
    if (!held) {
      throw new RefusedException(
          Refusal.STORE_ROLLED_BACK,
          "an older copy of the store was put back: the target remembers line "
              + sequence
              + " of its audit chain, which it lacks",
          "run `sallyport audit verify`, and find out who put it back");
    }
  }

  @Override
  public Ticket executed(JsonObject result) {
    return end(
        AuditEvent.TICKET_EXECUTED,
        CanonicalJson.object().add("result", result).build(),
        (state, at) -> state.executed(at, result));
  }

  @Override
  public Ticket failed(JsonObject error) {
    return end(
        AuditEvent.TICKET_FAILED,
        CanonicalJson.object().add("error", error).build(),
        (state, at) -> state.failed(at, error));
  }

  @Override
  public Ticket stale(String difference) {
    return end(
        AuditEvent.TICKET_STALE,
        CanonicalJson.object().add("difference", difference).build(),
        (state, at) -> state.stale(at, difference));
  }

  @Override
  public Ticket unknown(String why) {
    return end(
        AuditEvent.TICKET_UNKNOWN,
        CanonicalJson.object().add("why", why).build(),
        (state, at) -> state.unknown(at, why));
  }

  private Ticket end(AuditEvent event, JsonObject details, Ending ending) {
    Ticket ended =
        desk.store()
            .write(
                session -> {
                  Held held = require(session);
                  return desk.rows()
                      .update(
                          session,
                          held.ticket.with(ending.of(held.state, desk.now())),
                          event,
                          actor(),
                          details);
                });
    close();
    desk.remember();
    desk.tell(ended);
    return ended;
  }

  private interface Ending {
    TicketState of(TicketState.Executing state, Instant at);
  }

  private record Held(Ticket ticket, TicketState.Executing state) {}

  private Held require(StoreSession session) throws SQLException {
    Ticket now = desk.rows().require(session, ticket.id());
    desk.rows().requireUnedited(session, now);
    if (now.state() instanceof TicketState.Executing executing
        && executing.executor().equals(lease.executor())) {
      return new Held(now, executing);
    }
    throw new RefusedException(
        Refusal.CLAIM_LOST,
        "another process took over ticket `" + ticket.id() + "`",
        "roll back; see `sallyport tickets show " + ticket.id() + "`");
  }

  private String actor() {
    return lease.executor().host() + "#" + lease.executor().pid();
  }

  @Override
  public void close() {
    lease.close();
    release.run();
  }
}
