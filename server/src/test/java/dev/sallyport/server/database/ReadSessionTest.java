package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import dev.sallyport.server.database.QueryResult.Truncation;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a read can and can't do to a database. */
class ReadSessionTest {
  private static final Cancellation NOBODY = Cancellation.none();
  private static TestDatabase database;
  private static TargetDatabase target;

  @BeforeAll
  static void open() {
    database = TestServer.create();
    database.runAs("agent", "CREATE TABLE users(id int PRIMARY KEY, email text)");
    database.runAs("agent", "INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 5000) i");
    target = database.target();
  }

  @AfterAll
  static void close() {
    target.close();
  }

  private static QueryResult read(String sql) {
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      return session.query(sql, ReadLimits.DEFAULT, NOBODY);
    }
  }

  @Test
  void rowsAndColumnTypesComeBack() {
    QueryResult result = read("SELECT id, email FROM users ORDER BY id LIMIT 2");
    assertThat(result.columns())
        .containsExactly(
            new QueryResult.Column("id", "integer"), new QueryResult.Column("email", "text"));
    assertThat(result.rows()).containsExactly(List.of(1L, "u1"), List.of(2L, "u2"));
    assertThat(result.truncated()).isFalse();
  }

  @Test
  void aSecondStatementIsRefusedByPostgresItself() {
    assertThatThrownBy(() -> read("SELECT 1; DROP TABLE users"))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("42601");
              assertThat(e.message()).contains("multiple commands");
            });
  }

  @Test
  void writesAreRefused() {
    assertThatThrownBy(() -> read("DELETE FROM users"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("25006"));
  }

  @Test
  void theTransactionCannotBeMadeWritable() {
    assertThatThrownBy(() -> read("SET TRANSACTION READ WRITE"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("25001"));
    assertThatThrownBy(() -> read("SELECT set_config('transaction_read_only', 'off', true)"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("25001"));
  }

  @Test
  void errorsCarryStateMessageHintAndPositionOnly() {
    assertThatThrownBy(() -> read("SELECT '🙂', emial FROM users"))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.STATEMENT_FAILED);
              assertThat(e.sqlState()).isEqualTo("42703");
              assertThat(e.message()).isEqualTo("column \"emial\" does not exist");
              assertThat(e.hint()).contains("users.email");
              assertThat(e.position()).isEqualTo("SELECT '🙂', ".length());
              assertThat(e).hasNoCause();
            });
  }

  @Test
  void theTextIsSentAsItIs() {
    assertThat(read("SELECT '{\"a\":1}'::jsonb ? 'a', '{fn now()}', 'a''b', $x$?$x$").rows())
        .containsExactly(List.of(true, "{fn now()}", "a'b", "?"));
  }

  @Test
  void aParameterOfItsOwnIsRefused() {
    assertThatThrownBy(() -> read("SELECT $1::int"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("08P01"));
  }

  @Test
  void rowsAreCutAtTheLimitAndItIsSaid() {
    ReadLimits few = limits(100, 1 << 20);
    try (ReadSession session = target.openRead(few)) {
      QueryResult result = session.query("SELECT id FROM users ORDER BY id", few, NOBODY);
      assertThat(result.rows()).hasSize(100).startsWith(List.of(1L)).endsWith(List.of(100L));
      assertThat(result.truncatedBy()).isEqualTo(Truncation.ROWS);
    }
  }

  @Test
  void exactlyTheLimitIsNotCut() {
    ReadLimits exact = limits(5000, 1 << 20);
    try (ReadSession session = target.openRead(exact)) {
      QueryResult result = session.query("SELECT id FROM users ORDER BY id", exact, NOBODY);
      assertThat(result.rows()).hasSize(5000).endsWith(List.of(5000L));
      assertThat(result.truncated()).isFalse();
    }
  }

  @Test
  void bytesAreCutAtTheLimitAndItIsSaid() {
    ReadLimits small = limits(1000, 10_000);
    try (ReadSession session = target.openRead(small)) {
      QueryResult result = session.query("SELECT repeat('x', 999) FROM users", small, NOBODY);
      assertThat(result.rows()).hasSize(10);
      assertThat(result.truncatedBy()).isEqualTo(Truncation.BYTES);
    }
  }

  @Test
  void onlyTheFirstNoticesAreKept() {
    database.run(
        "CREATE OR REPLACE FUNCTION chatty() RETURNS int LANGUAGE plpgsql AS"
            + " $$ BEGIN FOR i IN 1..100000 LOOP RAISE NOTICE 'n %', i; END LOOP; RETURN 1; END $$");
    assertThat(read("SELECT chatty()").notices()).hasSize(20).startsWith("NOTICE: n 1");
  }

  @Test
  void aStatementPastItsTimeIsEnded() {
    ReadLimits brief = new ReadLimits(10, 1000, Duration.ofMillis(200), Duration.ofSeconds(1));
    try (ReadSession session = target.openRead(brief)) {
      assertThatThrownBy(() -> session.query("SELECT pg_sleep(60)", brief, NOBODY))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    }
  }

  /** Each portion of rows stays within PostgreSQL's limit, all of them together do not. */
  @Test
  void aStatementThatDripsRowsIsEnded() {
    ReadLimits brief = new ReadLimits(1000, 1000000, Duration.ofSeconds(1), Duration.ofSeconds(1));
    try (ReadSession session = target.openRead(brief)) {
      String dripping = "SELECT pg_sleep(0.01) FROM generate_series(1, 100000)";
      assertThatThrownBy(() -> session.query(dripping, brief, NOBODY))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    }
  }

  @Test
  void aLockIsWaitedForNoLongerThanAllowed() throws Exception {
    ReadLimits brief = new ReadLimits(10, 1000, Duration.ofSeconds(20), Duration.ofMillis(200));
    try (Connection other = database.connect("agent")) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
      try (ReadSession session = target.openRead(brief)) {
        assertThatThrownBy(() -> session.query("SELECT * FROM users", brief, NOBODY))
            .isInstanceOfSatisfying(
                DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCK_TIMEOUT));
      }
    }
  }

  @Test
  void aCancelledReadEndsInPostgresToo() throws Exception {
    Cancellation cancellation = new Cancellation();
    String marked = "SELECT pg_sleep(60) /* to be cancelled */";
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      CompletableFuture<QueryResult> answer =
          CompletableFuture.supplyAsync(() -> session.query(marked, limits(1, 1000), cancellation));
      awaitActivity("/* to be cancelled */", 1);
      cancellation.cancel();
      assertThatThrownBy(answer::join)
          .cause()
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
    }
    awaitActivity("/* to be cancelled */", 0);
  }

  @Test
  void whatWasCancelledBeforeItRanDoesNotRun() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      assertThatThrownBy(() -> session.query("SELECT 1", ReadLimits.DEFAULT, cancellation))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
    }
  }

  @Test
  void explainTellsThePlanWithoutRunningIt() {
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      assertThat(session.explain("DELETE FROM users WHERE id = 1", NOBODY))
          .contains("\"Plan\"")
          .contains("Index Scan");
      assertThatThrownBy(() -> session.explain("SELECT nothing", NOBODY))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.position()).isEqualTo(7));
    }
  }

  @Test
  void copyToTheClientIsRefusedAndTheConnectionLivesOn() {
    assertThatThrownBy(() -> read("COPY users TO STDOUT"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"));
    assertThat(read("SELECT 1").rows()).containsExactly(List.of(1L));
  }

  @Test
  void aConnectionThatDiedWhileIdleIsReplaced() {
    read("SELECT 1");
    database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE usename = 'agent' AND application_name = 'sallyport'");
    assertThat(read("SELECT 1").rows()).containsExactly(List.of(1L));
  }

  @Test
  void manyReadAtOnce() {
    List<CompletableFuture<QueryResult>> answers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int number = i;
      answers.add(
          CompletableFuture.supplyAsync(() -> read("SELECT " + number + ", pg_sleep(0.01)")));
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join().rows().get(0).get(0)).isEqualTo((long) i);
    }
  }

  private static ReadLimits limits(long rows, long bytes) {
    return new ReadLimits(rows, bytes, Duration.ofSeconds(30), Duration.ofSeconds(3));
  }

  private static void awaitActivity(String marker, long sessions) throws InterruptedException {
    String sql =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
            + " AND query LIKE '%"
            + marker
            + "%'";
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!String.valueOf(sessions).equals(database.column(sql).get(0))) {
      assertThat(System.nanoTime()).as("activity of " + marker).isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
