package dev.sallyport.server.approval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Times opening a ticket and listing among many; prints medians and the 99th percentile.
 *
 * <p>Run by hand: no test asserts a time.
 */
public final class TicketBench {
  private static final int ROWS = 100_000;
  private static final int ROUNDS = 200;

  private TicketBench() {}

  public static void main(String[] arguments) {
    for (StoreKind kind :
        arguments.length == 0 ? StoreKind.values() : new StoreKind[] {StoreKind.SQLITE}) {
      try (Office office = new Office(kind.newAddress(), manyOpen())) {
        time(kind + " open", i -> office.open("drop table t" + i));
        time(kind + " find", i -> office.desk.find(TicketId.random()));
        multiply(office);
        time(
            kind + " list pending of " + ROWS,
            i -> office.desk.list(TicketFilter.in(TicketState.Kind.PENDING)));
        time(
            kind + " list executed of " + ROWS,
            i -> office.desk.list(TicketFilter.in(TicketState.Kind.EXECUTED)));
        time(kind + " open among " + ROWS, i -> office.open("drop table u" + i));
      }
    }
  }

  private static DeskLimits manyOpen() {
    DeskLimits usual = DeskLimits.DEFAULT;
    return new DeskLimits(
        1_000_000, usual.repeats(), usual.lease(), usual.clockSkew(), usual.slowestMark());
  }

  /** Copies of one ticket in every state. */
  private static void multiply(Office office) {
    office.tamper(
        "INSERT INTO ticket (id, number, revision, opened, request, request_digest, requester,"
            + " state, standing, audited, expires)"
            + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + ROWS
            + ") SELECT 'T-9' || substr(CAST(1000 + i % 1000 AS text), 2, 3) || '-' ||"
            + " substr(CAST(10000 + i / 1000 AS text), 2, 4) || '-0000', 1000000 + i, 1, opened,"
            + " request, 'copy' || i, 'agent' || (i % 50),"
            + " CASE i % 2 WHEN 0 THEN 'pending' ELSE 'executed' END,"
            + " CASE i % 2 WHEN 0 THEN standing ELSE"
            + " '{\"result\":{},\"since\":\"2026-11-20T10:00:00Z\",\"state\":\"executed\"}' END,"
            + " 1, NULL FROM n, (SELECT * FROM ticket WHERE number = 1) one");
  }

  private static void time(String what, IntConsumer action) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      action.accept(i);
      millis.add((System.nanoTime() - began) / 1e6);
    }
    Collections.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-40s min %.2f ms, median %.2f ms, p99 %.2f ms%n",
        what,
        millis.get(0),
        millis.get(ROUNDS / 2),
        millis.get(ROUNDS * 99 / 100));
  }
}
