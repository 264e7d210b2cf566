package dev.sallyport.server.audit;

import dev.sallyport.server.store.Row;
import dev.sallyport.server.store.Store;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hash-chained log of one store. A record is durable when {@code append} returns. */
public final class AuditLog {
  private static final int PAGE = 1_000;
  private static final String COLUMNS =
      "sequence, at, event, actor, ticket, details, previous, hash";

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
    return store.write(session -> append(session, event, actor, null, details));
  }

  /** Adds a record in the transaction of what it records. */
  public AuditRecord append(
      StoreSession session,
      AuditEvent event,
      String actor,
      @Nullable String ticket,
      JsonObject details)
      throws SQLException {
    Optional<StoredRecord> last = last(session);
    StoredRecord next =
        StoredRecord.after(
            last.map(StoredRecord::head).orElse(AuditHead.EMPTY),
            later(last),
            event.label(),
            actor,
            ticket,
            CanonicalJson.text(details));
    session.update(
        "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        next.sequence(),
        next.at(),
        next.event(),
        next.actor(),
        next.ticket(),
        next.details(),
        next.previous(),
        next.hash());
    return next.toRecord();
  }

  /** The clock's time, or the last record's where that is later: the chain never runs backwards. */
  private String later(Optional<StoredRecord> last) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return AuditTime.text(
        last.map(record -> Instant.parse(record.at())).filter(at -> at.isAfter(now)).orElse(now));
  }

  /** The end of the chain now. */
  public AuditHead head() {
    return store.read(this::head);
  }

  /** The end of the chain as a transaction sees it. */
  public AuditHead head(StoreSession session) throws SQLException {
    return last(session).map(StoredRecord::head).orElse(AuditHead.EMPTY);
  }

  /** When the last record was written, by the clock that wrote it. */
  public Optional<Instant> lastTime(StoreSession session) throws SQLException {
    return last(session).map(record -> Instant.parse(record.at()));
  }

  /** A ticket's records, oldest first. */
  public List<AuditRecord> of(StoreSession session, String ticket) throws SQLException {
    return session
        .list(
            "SELECT " + COLUMNS + " FROM audit WHERE ticket = ? ORDER BY sequence",
            AuditLog::stored,
            ticket)
        .stream()
        .map(StoredRecord::toRecord)
        .toList();
  }

  /** Which of a ticket's records was edited, if any; the links between them are not looked at. */
  public Optional<String> whyEdited(StoreSession session, String ticket) throws SQLException {
    return session
        .list("SELECT " + COLUMNS + " FROM audit WHERE ticket = ?", AuditLog::stored, ticket)
        .stream()
        .filter(record -> !record.hash().equals(record.computedHash()))
        .map(record -> ChainCheck.edited(record))
        .findFirst();
  }

  /** The last order to freeze or thaw. */
  public Optional<AuditRecord> lastFreezeOrThaw(StoreSession session) throws SQLException {
    return session
        .first(
            "SELECT "
                + COLUMNS
                + " FROM audit WHERE event IN ('freeze', 'thaw') ORDER BY sequence DESC LIMIT 1",
            AuditLog::stored)
        .map(StoredRecord::toRecord);
  }

  /** The first record's hash, by which one chain is told from another; empty where it is empty. */
  public Optional<String> origin(StoreSession session) throws SQLException {
    return session.first("SELECT hash FROM audit WHERE sequence = 1", row -> row.text(1));
  }

  /** Whether the chain holds that link. */
  public boolean holds(StoreSession session, AuditHead head) throws SQLException {
    return head.equals(AuditHead.EMPTY)
        || session
            .first("SELECT hash FROM audit WHERE sequence = ?", row -> row.text(1), head.sequence())
            .filter(head.hash()::equals)
            .isPresent();
  }

  /** Checks every link from the first to the last. */
  public ChainReport verify() {
    return verifyAfter(AuditHead.EMPTY);
  }

  /** Checks every link after one that is known to be good. */
  public ChainReport verifyAfter(AuditHead good) {
    ChainCheck check = new ChainCheck(good);
    List<StoredRecord> page;
    do {
      page = page(check.head().sequence());
    } while (page.stream().allMatch(check::accepts) && page.size() == PAGE);
    return check.report();
  }

  /** Hands over every record after {@code sequence}, oldest first. */
  public void forEachAfter(long sequence, Consumer<AuditRecord> consumer) {
    long position = sequence;
    List<StoredRecord> page;
    do {
      page = page(position);
      for (StoredRecord record : page) {
        consumer.accept(record.toRecord());
        position = record.sequence();
      }
    } while (page.size() == PAGE);
  }

  private List<StoredRecord> page(long after) {
    return store.read(
        session ->
            session.list(
                "SELECT "
                    + COLUMNS
                    + " FROM audit WHERE sequence > ? ORDER BY sequence LIMIT "
                    + PAGE,
                AuditLog::stored,
                after));
  }

  private static Optional<StoredRecord> last(StoreSession session) throws SQLException {
    return session.first(
        "SELECT " + COLUMNS + " FROM audit ORDER BY sequence DESC LIMIT 1", AuditLog::stored);
  }

  private static StoredRecord stored(Row row) throws SQLException {
    return new StoredRecord(
        row.number(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.textOrNull(5),
        row.text(6),
        row.text(7),
        row.text(8));
  }
}
