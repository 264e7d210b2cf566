package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an approved write does, and what is known about it afterwards. */
class WriteSessionTest {
  private static final Cancellation NOBODY = Cancellation.none();
  private static TestDatabase database;
  private static TargetDatabase target;

  @BeforeAll
  static void open() {
    database = TestServer.create();
    database.runAs("agent", "CREATE TABLE t(id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)");
    target = database.target();
  }

  @AfterAll
  static void close() {
    target.close();
  }

  private static WriteSession write() {
    return target.openWrite(WriteLimits.DEFAULT);
  }

  @Test
  void whatIsCommittedStaysAndItsMarkSaysSo() {
    CommitMark mark;
    try (WriteSession session = write()) {
      StatementOutcome outcome = session.run("INSERT INTO t VALUES (1), (2) RETURNING id", NOBODY);
      assertThat(outcome.command()).isEqualTo("INSERT");
      assertThat(outcome.rows()).isEqualTo(2);
      assertThat(outcome.result().rows()).containsExactly(List.of(1L), List.of(2L));
      mark = session.mark();
      assertThat(target.statusOf(mark)).isEqualTo(XactStatus.IN_PROGRESS);
      session.commit();
    }
    assertThat(target.statusOf(mark)).isEqualTo(XactStatus.COMMITTED);
    assertThat(database.column("SELECT count(*) FROM t WHERE id IN (1, 2)")).containsExactly("2");
  }

  @Test
  void whatIsNotCommittedIsUndoneAndItsMarkSaysSo() {
    CommitMark mark;
    try (WriteSession session = write()) {
      session.run("INSERT INTO t VALUES (11)", NOBODY);
      mark = session.mark();
    }
    assertThat(target.statusOf(mark)).isEqualTo(XactStatus.ABORTED);
    assertThat(database.column("SELECT count(*) FROM t WHERE id = 11")).containsExactly("0");
  }

  @Test
  void aMarkFromElsewhereTellsNothing() {
    CommitMark mark;
    try (WriteSession session = write()) {
      mark = session.mark();
      session.commit();
    }
    assertThat(target.statusOf(with(mark, "1", mark.timeline(), mark.startPosition())))
        .isEqualTo(XactStatus.UNKNOWN);
    assertThat(target.statusOf(with(mark, mark.systemIdentifier(), 2, mark.startPosition())))
        .isEqualTo(XactStatus.UNKNOWN);
    assertThat(target.statusOf(with(mark, mark.systemIdentifier(), 1, "FFFF/0")))
        .isEqualTo(XactStatus.UNKNOWN);
    CommitMark future =
        new CommitMark(
            "99999999", mark.systemIdentifier(), 1, mark.startPosition(), mark.backend());
    assertThat(target.statusOf(future)).isEqualTo(XactStatus.UNKNOWN);
  }

  private static CommitMark with(CommitMark mark, String system, int timeline, String start) {
    return new CommitMark(mark.transaction(), system, timeline, start, mark.backend());
  }

  @Test
  void aFailureAtCommitIsAFailure() {
    try (WriteSession session = write()) {
      session.run("INSERT INTO t VALUES (21)", NOBODY);
      session.run("INSERT INTO t VALUES (21)", NOBODY);
      assertThatThrownBy(session::commit)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("23505"));
    }
    assertThat(database.column("SELECT count(*) FROM t WHERE id = 21")).containsExactly("0");
  }

  @Test
  void aFailedTransactionIsNotReportedAsCommitted() {
    try (WriteSession session = write()) {
      session.run("INSERT INTO t VALUES (31)", NOBODY);
      assertThatThrownBy(() -> session.run("SELECT 1/0", NOBODY))
          .isInstanceOf(DatabaseException.class);
      assertThatThrownBy(session::commit)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.message()).contains("was rolled back"));
    }
  }

  @Test
  void aLostConnectionWhileCommittingIsUncertain() {
    try (WriteSession session = write()) {
      session.run("INSERT INTO t VALUES (41)", NOBODY);
      CommitMark mark = session.mark();
      database.run(
          "DO $$ BEGIN PERFORM pg_terminate_backend(%1$d);".formatted(mark.backend())
              + " WHILE EXISTS (SELECT FROM pg_stat_activity WHERE pid = %1$d) LOOP"
                  .formatted(mark.backend())
              + " PERFORM pg_stat_clear_snapshot(), pg_sleep(0.01); END LOOP; END $$");
      assertThatThrownBy(session::commit)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN));
      assertThat(target.statusOf(mark)).isEqualTo(XactStatus.ABORTED);
    }
  }

  @Test
  void aScriptWithCaseInAnAtomicBodyIsOneStatement() {
    assumeTrue(TestServer.major() >= 14, "PostgreSQL 13 has no such bodies");
    try (WriteSession session = write()) {
      StatementOutcome outcome =
          session.run(
              "CREATE FUNCTION sign_of(i int) RETURNS text LANGUAGE sql BEGIN ATOMIC"
                  + " SELECT CASE WHEN i < 0 THEN 'minus' ELSE 'plus' END; SELECT 'zero'; END",
              NOBODY);
      assertThat(outcome.command()).isEqualTo("CREATE FUNCTION");
    }
  }

  @Test
  void aStackedStatementIsRefused() {
    try (WriteSession session = write()) {
      assertThatThrownBy(() -> session.run("INSERT INTO t VALUES (51); COMMIT", NOBODY))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("42601"));
    }
    assertThat(database.column("SELECT count(*) FROM t WHERE id = 51")).containsExactly("0");
  }

  @Test
  void aStatementThatRefusesATransactionRunsAlone() {
    try (LoneSession session = target.openAlone(WriteLimits.DEFAULT)) {
      assertThat(session.run("CREATE INDEX CONCURRENTLY alone ON t (id)", NOBODY).command())
          .isEqualTo("CREATE INDEX");
      assertThat(session.run("VACUUM t", NOBODY).command()).isEqualTo("VACUUM");
      assertThat(session.run("SHOW search_path", NOBODY).result().rows())
          .containsExactly(List.of("\"agent\", \"public\", pg_temp"));
    }
  }

  @Test
  void largeReturningFailsAndChangesNothing() {
    try (WriteSession session = write()) {
      assertThatThrownBy(
              () ->
                  session.run(
                      "INSERT INTO t SELECT generate_series(1000, 1100)"
                          + " RETURNING id, repeat('x', 1000000)",
                      NOBODY))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RESULT_TOO_LARGE));
    }
    assertThat(database.column("SELECT count(*) FROM t WHERE id = 1000")).containsExactly("0");
  }

  @Test
  void locksAreGoneAfterARollback() throws Exception {
    try (WriteSession session = write()) {
      session.run("LOCK TABLE t IN ACCESS EXCLUSIVE MODE", NOBODY);
      session.rollback();
      try (Connection other = database.connect("agent")) {
        assertThat(other.createStatement().execute("SELECT count(*) FROM t")).isTrue();
      }
    }
  }

  @Test
  void whatCascadesAndTriggersChangeIsCountedToo() {
    database.runAs(
        "agent",
        "CREATE TABLE parent(id int PRIMARY KEY)",
        "CREATE TABLE child(parent_id int REFERENCES parent ON DELETE CASCADE)",
        "CREATE TABLE log(what text)",
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN INSERT INTO log VALUES ('gone'); RETURN OLD; END $$",
        "CREATE TRIGGER noted AFTER DELETE ON child FOR EACH ROW EXECUTE FUNCTION note()",
        "INSERT INTO parent VALUES (1), (2)",
        "INSERT INTO child SELECT 1 FROM generate_series(1, 300)");
    // What an earlier transaction of the same backend has not reported yet must not count.
    try (WriteSession session = write()) {
      session.run("INSERT INTO parent VALUES (3), (4), (5)", NOBODY);
      session.commit();
    }
    try (WriteSession session = write()) {
      assertThat(session.run("DELETE FROM parent WHERE id = 1", NOBODY).rows()).isEqualTo(1);
      assertThat(session.changedRows())
          .isEqualTo(Map.of("public.parent", 1L, "public.child", 300L, "public.log", 300L));
    }
  }
}
