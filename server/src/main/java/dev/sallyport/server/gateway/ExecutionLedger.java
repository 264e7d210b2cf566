package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.LedgerEntry;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Refusal;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.WriteSession;
import java.util.regex.Pattern;

/**
 * The target's own memory of what ran on it, written in the transaction that ran it: a store that
 * was put back to an older copy can't run a ticket twice.
 */
final class ExecutionLedger {
  private static final long CREATION_LOCK = 7_301_556_203L;

  /** The table; what a run would do to it is refused, whoever does it. */
  static final String NAME = "sallyport.execution_ledger";

  private static final String CREATE_SCHEMA = "CREATE SCHEMA IF NOT EXISTS sallyport";
  private static final String CREATE_TABLE =
      "CREATE TABLE IF NOT EXISTS sallyport.execution_ledger (ticket text PRIMARY KEY,"
          + " digest text NOT NULL, store text NOT NULL, sequence bigint NOT NULL,"
          + " hash text NOT NULL, at timestamptz NOT NULL DEFAULT pg_catalog.now())";

  /** What goes into the statement is ours, and is looked at all the same. */
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z-]+");

  /** Where this stands, the target keeps a ledger. */
  private static final String PRODUCTION = "production";

  private final WriteSession session;

  /** Whether the target is to remember what ran: in production, and where a rule requires it. */
  static boolean isKeptFor(NewTicket request) {
    return request.environment().equals(PRODUCTION) || Fulfilment.LEDGER.isRequiredBy(request);
  }

  ExecutionLedger(WriteSession session) {
    this.session = session;
  }

  /** Checks what the target remembers, then adds this run. */
  void enter(Claim claim) {
    LedgerEntry entry = claim.ledgerEntry();
    if (!exists()) {
      create();
    }
    refuseSecondRun(entry);
    session
        .catalog()
        .rows(
            "select l.sequence, l.hash from sallyport.execution_ledger l where l.store = $1"
                + " order by l.sequence desc limit 1",
            row -> new Seen(row.number(1), row.text(2)),
            entry.store())
        .forEach(seen -> claim.requireInChain(seen.sequence, seen.hash));
    run(
        "INSERT INTO sallyport.execution_ledger (ticket, digest, store, sequence, hash) VALUES ("
            + literal(entry.ticket())
            + ", "
            + literal(entry.digest())
            + ", "
            + literal(entry.store())
            + ", "
            + entry.sequence()
            + ", "
            + literal(entry.hash())
            + ")");
  }

  /** One run makes it; another that comes at the same time waits, then finds it. */
  private void create() {
    run("SELECT pg_catalog.pg_advisory_xact_lock(" + CREATION_LOCK + ")");
    if (!exists()) {
      run(CREATE_SCHEMA);
      run(CREATE_TABLE);
    }
  }

  private record Seen(long sequence, String hash) {}

  private boolean exists() {
    return session
        .catalog()
        .rows(
            "select pg_catalog.to_regclass('sallyport.execution_ledger') is not null",
            row -> row.flag(1))
        .get(0);
  }

  private void refuseSecondRun(LedgerEntry entry) {
    boolean ran =
        !session
            .catalog()
            .rows(
                "select l.at::text from sallyport.execution_ledger l where l.ticket = $1",
                row -> row.text(1),
                entry.ticket())
            .isEmpty();
    if (ran) {
      throw new RefusedException(
          Refusal.STORE_ROLLED_BACK,
          "the target's ledger says that ticket `" + entry.ticket() + "` ran already",
          "an older copy of the store was put back; run `sallyport audit verify`");
    }
  }

  private void run(String sql) {
    session.run(sql, new Cancellation());
  }

  private static String literal(String text) {
    if (!PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a plain word");
    }
    return "'" + text + "'";
  }
}
