package dev.sallyport.server.audit;

import dev.sallyport.server.store.Row;
import dev.sallyport.server.store.Store;
import dev.sallyport.server.store.StoreException;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hash-chained log of one store. A record is durable when {@code append} returns, or when the
 * receipt of {@code submit} says so.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditLog.class);
  private static final int PAGE = 1_000;
  private static final String COLUMNS =
      "sequence, at, event, actor, ticket, details, previous, hash";

  private final Store store;
  private final Clock clock;
  private final AuditWriter writer;

  public AuditLog(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.writer = new AuditWriter(entries -> store.write(session -> chain(session, entries)));
  }

  /**
   * Adds a record in a transaction of its own.
   *
   * @param actor who did it: an agent, an approver, or {@code sallyport}
   * @throws dev.sallyport.server.store.StoreException where it could not be made durable; nothing
   *     that was to be recorded may then happen
   */
  public void append(AuditEvent event, String actor, JsonObject details) {
    submit(event, actor, details).requireDurable();
  }

  /** Hands in a record that becomes durable soon, together with others that wait. */
  public AuditReceipt submit(AuditEvent event, String actor, JsonObject details) {
    return writer.take(AuditEntry.of(event, actor, details, true));
  }

  /**
   * Hands in a record that nobody waits for: it is durable with the next one, or after a tenth of a
   * second. A process that is killed before that loses it. Never throws: what it tells of has
   * already happened.
   */
  public void submitLater(AuditEvent event, String actor, JsonObject details) {
    try {
      writer.take(AuditEntry.of(event, actor, details, false));
    } catch (StoreException e) {
      LOGGER.atWarn().addKeyValue("event", event.label()).log("an audit record was not kept");
    }
  }

  private List<Long> chain(StoreSession session, List<AuditEntry> entries) throws SQLException {
    Link last = last(session);
    List<Long> places = new ArrayList<>();
    List<StoredRecord> records = new ArrayList<>();
    for (AuditEntry entry : entries) {
      StoredRecord next =
          StoredRecord.after(
              last.head(),
              later(last),
              entry.event().label(),
              entry.actor(),
              null,
              entry.details());
      records.add(next);
      places.add(next.sequence());
      last = new Link(next.head(), next.at());
    }
    insert(session, records);
    return places;
  }

  /** Adds a record in the transaction of what it records. */
  public AuditRecord append(
      StoreSession session,
      AuditEvent event,
      String actor,
      @Nullable String ticket,
      JsonObject details)
      throws SQLException {
    Link last = last(session);
    StoredRecord next =
        StoredRecord.after(
            last.head(), later(last), event.label(), actor, ticket, CanonicalJson.text(details));
    insert(session, List.of(next));
    return next.toRecord();
  }

  private static void insert(StoreSession session, List<StoredRecord> records) throws SQLException {
    session.updateAll(
        "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        records.stream().map(AuditLog::values).toList());
  }

  private static @Nullable Object[] values(StoredRecord record) {
    return new @Nullable Object[] {
      record.sequence(),
      record.at(),
      record.event(),
      record.actor(),
      record.ticket(),
      record.details(),
      record.previous(),
      record.hash()
    };
  }

  /** The clock's time, or the last record's where that is later: the chain never runs backwards. */
  private String later(Link last) {
    String now = AuditTime.text(clock.instant());
    return last.at().compareTo(now) > 0 ? last.at() : now;
  }

  /** The end of the chain now. */
  public AuditHead head() {
    return store.read(this::head);
  }

  /** The end of the chain as a transaction sees it. */
  public AuditHead head(StoreSession session) throws SQLException {
    return last(session).head();
  }

  /** When the last record was written, by the clock that wrote it. */
  public Optional<Instant> lastTime(StoreSession session) throws SQLException {
    String at = last(session).at();
    return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
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
    writer.flush();
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
    writer.flush();
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

  /**
   * The last link.
   *
   * @param at when it was written; empty where the chain is
   */
  private record Link(AuditHead head, String at) {}

  private static Link last(StoreSession session) throws SQLException {
    return session
        .first(
            "SELECT sequence, hash, at FROM audit ORDER BY sequence DESC LIMIT 1",
            row -> new Link(new AuditHead(row.number(1), row.text(2)), row.text(3)))
        .orElse(new Link(AuditHead.EMPTY, ""));
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

  /** Makes durable what was handed in; nothing more is taken. */
  @Override
  public void close() {
    writer.close();
  }
}
