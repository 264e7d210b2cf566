package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.audit.AuditRecord;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.Row;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets as rows of the store. Every change carries its audit record, which seals the row. */
final class TicketRows {
  private static final String COLUMNS = "id, revision, opened, request, request_digest, standing";
  private static final String INSERT =
      "INSERT INTO ticket (id, number, revision, opened, request, request_digest, requester,"
          + " state, standing, audited, expires)"
          + " SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM ticket";

  private final AuditLog audit;

  TicketRows(AuditLog audit) {
    this.audit = audit;
  }

  Optional<Ticket> find(StoreSession session, TicketId id) throws SQLException {
    Optional<Ticket> bare =
        session.first(
            "SELECT " + COLUMNS + " FROM ticket WHERE id = ?", TicketRows::bare, id.text());
    return bare.isEmpty() ? bare : Optional.of(withApprovals(session, bare.get()));
  }

  /** The ticket, for a change. */
  Ticket require(StoreSession session, TicketId id) throws SQLException {
    return find(session, id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.NO_SUCH_TICKET,
                    "there is no ticket `" + id + "`",
                    "see `sallyport tickets list`"));
  }

  /** Tickets of the same request, newest first. */
  List<Ticket> ofRequest(StoreSession session, String digest) throws SQLException {
    return session.list(
        "SELECT " + COLUMNS + " FROM ticket WHERE request_digest = ? ORDER BY number DESC LIMIT 20",
        TicketRows::bare,
        digest);
  }

  List<TicketId> expired(StoreSession session, Instant now, int limit) throws SQLException {
    return session.list(
        "SELECT id FROM ticket WHERE expires <= ? ORDER BY expires LIMIT ?",
        row -> new TicketId(row.text(1)),
        now.toEpochMilli(),
        limit);
  }

  int open(StoreSession session, String requester) throws SQLException {
    return session
        .first(
            "SELECT count(*) FROM ticket WHERE requester = ? AND state IN ('pending', 'approved')",
            row -> (int) row.number(1),
            requester)
        .orElse(0);
  }

  /** One page. Each state has its own run of the index; the runs are merged here. */
  List<Ticket> list(StoreSession session, TicketFilter filter) throws SQLException {
    long before = filter.after() == null ? Long.MAX_VALUE : number(session, filter.after());
    List<Numbered> all = new ArrayList<>();
    if (filter.states().isEmpty()) {
      all.addAll(page(session, filter, null, before));
    }
    for (TicketState.Kind state : filter.states()) {
      all.addAll(page(session, filter, state.label(), before));
    }
    all.sort(Comparator.comparingLong(Numbered::number).reversed());
    List<Ticket> tickets = new ArrayList<>();
    for (Numbered found : all.subList(0, Math.min(filter.limit(), all.size()))) {
      tickets.add(withApprovals(session, found.ticket));
    }
    return tickets;
  }

  private record Numbered(long number, Ticket ticket) {}

  private static List<Numbered> page(
      StoreSession session, TicketFilter filter, @Nullable String state, long before)
      throws SQLException {
    StringBuilder where = new StringBuilder("number < ?");
    List<Object> values = new ArrayList<>(List.of(before));
    if (state != null) {
      where.append(" AND state = ?");
      values.add(state);
    }
    if (filter.requester() != null) {
      where.append(" AND requester = ?");
      values.add(filter.requester());
    }
    values.add(filter.limit());
    return session.list(
        "SELECT "
            + COLUMNS
            + ", number FROM ticket WHERE "
            + where
            + " ORDER BY number DESC LIMIT ?",
        row -> new Numbered(row.number(7), bare(row)),
        values.toArray());
  }

  private static long number(StoreSession session, TicketId id) throws SQLException {
    return session
        .first("SELECT number FROM ticket WHERE id = ?", row -> row.number(1), id.text())
        .orElse(Long.MAX_VALUE);
  }

  /** Stores a new ticket with its record. */
  Ticket insert(StoreSession session, Ticket ticket, JsonObject details) throws SQLException {
    AuditRecord record =
        audit.append(
            session,
            AuditEvent.TICKET_OPENED,
            ticket.request().requester().name(),
            ticket.id().text(),
            sealed(ticket, details));
    session.update(
        INSERT,
        ticket.id().text(),
        ticket.revision(),
        ticket.opened().toEpochMilli(),
        CanonicalJson.text(TicketJson.request(ticket.request())),
        ticket.requestDigest(),
        ticket.request().requester().name(),
        ticket.state().kind().label(),
        CanonicalJson.text(StateJson.of(ticket.state())),
        record.sequence(),
        expires(ticket.state()));
    session.announce(ticket.id().text());
    return ticket;
  }

  /** Stores a changed ticket with its record. */
  Ticket update(
      StoreSession session, Ticket changed, AuditEvent event, String actor, JsonObject details)
      throws SQLException {
    Ticket next = changed.nextRevision();
    AuditRecord record =
        audit.append(session, event, actor, next.id().text(), sealed(next, details));
    session.update(
        "UPDATE ticket SET revision = ?, state = ?, standing = ?, audited = ?, expires = ?"
            + " WHERE id = ?",
        next.revision(),
        next.state().kind().label(),
        CanonicalJson.text(StateJson.of(next.state())),
        record.sequence(),
        expires(next.state()),
        next.id().text());
    session.announce(next.id().text());
    return next;
  }

  void insertApproval(StoreSession session, TicketId ticket, Approval approval)
      throws SQLException {
    session.update(
        "INSERT INTO approval (ticket, approver, at, document, key, signature)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (ticket, approver) DO UPDATE SET"
            + " at = excluded.at, document = excluded.document, key = excluded.key,"
            + " signature = excluded.signature",
        ticket.text(),
        approval.approver(),
        approval.at().toEpochMilli(),
        approval.signed().document(),
        approval.signed().key(),
        approval.signed().signature());
  }

  /**
   * Refuses a row that is not what its last audit record sealed.
   *
   * @return the ticket's records, oldest first
   */
  List<AuditRecord> requireUnedited(StoreSession session, Ticket ticket) throws SQLException {
    List<AuditRecord> records = audit.of(session, ticket.id().text());
    String sealed =
        records.isEmpty() ? "" : records.get(records.size() - 1).details().getString("row", "");
    if (!sealed.equals(seal(ticket))
        || !ticket.requestDigest().equals(TicketJson.requestDigest(ticket.request()))) {
      throw new RefusedException(
          Refusal.TICKET_EDITED,
          "ticket `" + ticket.id() + "` was edited in the store: it is not what was recorded",
          "run `sallyport audit verify`; the request has to be made again");
    }
    return records;
  }

  private static JsonObject sealed(Ticket ticket, JsonObject details) {
    JsonObjectBuilder json = CanonicalJson.object();
    details.forEach(json::add);
    return json.add("request", ticket.requestDigest())
        .add("state", ticket.state().kind().label())
        .add("row", seal(ticket))
        .build();
  }

  /** Digest of all that the row and its approvals say. */
  private static String seal(Ticket ticket) {
    JsonArrayBuilder approvals = CanonicalJson.array();
    for (Approval approval : ticket.approvals()) {
      approvals.add(
          CanonicalJson.sha256(
              approval.approver()
                  + "\n"
                  + approval.signed().document()
                  + "\n"
                  + approval.signed().key()
                  + "\n"
                  + approval.signed().signature()));
    }
    return CanonicalJson.digest(
        CanonicalJson.object()
            .add("id", ticket.id().text())
            .add("revision", ticket.revision())
            .add("opened", ticket.opened().toEpochMilli())
            .add("request", TicketJson.request(ticket.request()))
            .add("digest", ticket.requestDigest())
            .add("state", StateJson.of(ticket.state()))
            .add("approvals", approvals)
            .build());
  }

  private static @Nullable Long expires(TicketState state) {
    if (state instanceof TicketState.Pending pending) {
      return pending.expires().toEpochMilli();
    }
    return state instanceof TicketState.Approved approved
        ? approved.expires().toEpochMilli()
        : null;
  }

  private static Ticket bare(Row row) throws SQLException {
    try {
      return new Ticket(
          new TicketId(row.text(1)),
          row.number(2),
          Instant.ofEpochMilli(row.number(3)),
          TicketJson.request(CanonicalJson.parse(row.text(4))),
          row.text(5),
          StateJson.parse(CanonicalJson.parse(row.text(6))),
          List.of());
    } catch (RuntimeException e) {
      throw new RefusedException(
          Refusal.TICKET_EDITED,
          "ticket `" + row.text(1) + "` was edited in the store: it can't be read",
          "run `sallyport audit verify`; the request has to be made again");
    }
  }

  private static Ticket withApprovals(StoreSession session, Ticket bare) throws SQLException {
    List<Approval> approvals =
        session.list(
            "SELECT approver, at, document, key, signature FROM approval WHERE ticket = ?"
                + " ORDER BY at, approver",
            row ->
                new Approval(
                    row.text(1),
                    Instant.ofEpochMilli(row.number(2)),
                    ApprovalDocument.comment(row.text(3)),
                    new Signed(row.text(3), row.text(4), row.text(5))),
            bare.id().text());
    return bare.with(approvals);
  }
}
