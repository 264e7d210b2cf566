package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditHead;
import dev.sallyport.server.audit.AuditRecord;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.audit.ChainReport;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Hands out each approved ticket to one process, once. */
final class Claims implements AutoCloseable {
  private final Desk desk;
  private final FreezeOrders freezes;
  private final Leases leases;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  /** The chain up to here was checked by this process. */
  private volatile AuditHead checked = AuditHead.EMPTY;

  Claims(Desk desk, FreezeOrders freezes) {
    this.desk = desk;
    this.freezes = freezes;
    leases = new Leases(desk, freezes);
  }

  Claim claim(TicketId id, Circumstances now) {
    requireChain(id);
    TrustRoot trust = desk.trust().get();
    Executor executor = ThisProcess.claims();
    held.add(executor.claim());
    boolean claimed = false;
    try {
      Ticket ticket = desk.store().write(session -> take(session, id, executor, trust, now));
      claimed = ticket.state() instanceof TicketState.Executing;
      desk.remember();
      return claimedOrStale(ticket, executor);
    } finally {
      if (!claimed) {
        held.remove(executor.claim());
      }
    }
  }

  private Claim claimedOrStale(Ticket ticket, Executor executor) {
    if (ticket.state() instanceof TicketState.Stale stale) {
      throw new RefusedException(
          Refusal.STALE,
          "ticket `" + ticket.id() + "` is stale: " + stale.difference(),
          "ask again; what was approved is no longer what would happen");
    }
    return new HeldClaim(
        desk,
        freezes,
        ticket,
        leases.keep(ticket.id(), executor),
        () -> held.remove(executor.claim()));
  }

  private Ticket take(
      StoreSession session, TicketId id, Executor executor, TrustRoot trust, Circumstances now)
      throws SQLException {
    Instant time = desk.requireClock(session);
    freezes.refuseIfFrozen(session);
    Ticket ticket = desk.rows().require(session, id);
    List<AuditRecord> records = desk.rows().requireUnedited(session, ticket);
    if (!(ticket.state() instanceof TicketState.Approved approved)) {
      throw wrongState(ticket, "approved");
    }
    refuseSecondRun(ticket, records);
    if (!approved.expires().isAfter(time)) {
      throw expired(ticket);
    }
    new ApprovalCheck(desk.audit(), trust).requireEnough(session, ticket);
    Optional<String> difference = difference(ticket.request(), now);
    if (difference.isPresent()) {
      return desk.rows()
          .update(
              session,
              ticket.with(approved.stale(time, difference.get())),
              AuditEvent.TICKET_STALE,
              "sallyport",
              CanonicalJson.object().add("difference", difference.get()).build());
    }
    Ticket claimed =
        desk.rows()
            .update(
                session,
                ticket.with(approved.claim(time, executor)),
                AuditEvent.TICKET_CLAIMED,
                executor.host() + "#" + executor.pid(),
                JsonValue.EMPTY_JSON_OBJECT);
    leases.start(session, id, executor);
    return claimed;
  }

  /** The state alone could have been set back; the chain remembers every claim. */
  private static void refuseSecondRun(Ticket ticket, List<AuditRecord> records) {
    for (AuditRecord record : records) {
      if (record.event().equals(AuditEvent.TICKET_CLAIMED.label())) {
        throw new RefusedException(
            Refusal.TICKET_EDITED,
            "ticket `" + ticket.id() + "` was claimed before, in audit line " + record.sequence(),
            "run `sallyport audit verify`; the request has to be made again");
      }
    }
  }

  private static Optional<String> difference(NewTicket request, Circumstances now) {
    List<String> differences = new ArrayList<>();
    if (!CanonicalJson.text(request.database()).equals(CanonicalJson.text(now.database()))) {
      differences.add(
          "the database is another: "
              + CanonicalJson.text(now.database())
              + " instead of "
              + CanonicalJson.text(request.database()));
    }
    if (!request.environment().equals(now.environment())) {
      differences.add(
          "the environment is `" + now.environment() + "`, it was `" + request.environment() + "`");
    }
    differences.addAll(now.stricter());
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }

  /** Every link since the ticket was opened must hold, and what was checked must still be there. */
  private void requireChain(TicketId id) {
    AuditHead start = desk.store().read(session -> startOfCheck(session, id));
    ChainReport report = desk.audit().verifyAfter(start);
    if (report.broken().isPresent()) {
      throw broken(report.broken().get().message());
    }
    checked = report.head();
  }

  private AuditHead startOfCheck(StoreSession session, TicketId id) throws SQLException {
    AuditHead known = checked;
    if (desk.memory().isPresent()) {
      desk.memory().get().requireSeen(session, desk.audit());
    }
    if (!desk.audit().holds(session, known)) {
      throw new RefusedException(
          Refusal.STORE_ROLLED_BACK,
          "the store was put back: its audit chain lacks line " + known.sequence(),
          "run `sallyport audit verify`, and find out who put an older copy back");
    }
    Optional<String> edited = desk.audit().whyEdited(session, id.text());
    if (edited.isPresent()) {
      throw broken(edited.get());
    }
    List<AuditRecord> records = desk.audit().of(session, id.text());
    if (records.isEmpty() || records.get(0).sequence() <= known.sequence()) {
      return known;
    }
    AuditRecord opened = records.get(0);
    return new AuditHead(opened.sequence() - 1, opened.previous());
  }

  private static RefusedException broken(String message) {
    return new RefusedException(
        Refusal.AUDIT_BROKEN,
        "the audit chain is broken: " + message,
        "run `sallyport audit verify`; nothing runs on this store until it is understood");
  }

  List<Recovered> recover(Function<ExecutionMark, TransactionFate> fates) {
    return new Recovery(desk, held::contains).recover(fates);
  }

  static RefusedException expired(Ticket ticket) {
    return new RefusedException(
        Refusal.EXPIRED,
        "ticket `" + ticket.id() + "` has expired",
        "the request has to be made again");
  }

  static RefusedException wrongState(Ticket ticket, String wanted) {
    TicketState.Kind kind = ticket.state().kind();
    if (kind == TicketState.Kind.EXPIRED) {
      return expired(ticket);
    }
    return new RefusedException(
        Refusal.WRONG_STATE,
        "ticket `" + ticket.id() + "` is " + kind.label() + ", not " + wanted,
        "see `sallyport tickets show " + ticket.id() + "`");
  }

  @Override
  public void close() {
    leases.close();
  }
}
