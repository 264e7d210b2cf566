package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.approval.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy allows at once, where a database is pinned as disposable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisposableGateTest {
  private GateFixture gate;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    gate = new GateFixture(folder);
    gate.enrol("dana");
    gate.pin("dana", "disposable");
    gate.database.run(
        """
        CREATE TABLE counted (id int PRIMARY KEY, n int NOT NULL);
        CREATE TABLE near (id int); CREATE TABLE close (id int);
        """);
    gate.superuser(
        """
        CREATE FOREIGN DATA WRAPPER nowhere;
        CREATE SERVER elsewhere FOREIGN DATA WRAPPER nowhere;
        CREATE FOREIGN TABLE far (id int) SERVER elsewhere;
        CREATE FOREIGN TABLE distant (id int) SERVER elsewhere;
        ALTER FOREIGN TABLE far OWNER TO booking_app;
        ALTER FOREIGN TABLE distant OWNER TO booking_app;
        """);
  }

  @AfterAll
  void stop() {
    gate.close();
  }

  /** A connection that was given back twice was lent to two requests. */
  @Test
  void allowedWritesAndReadsBesideThemKeepToThemselves()
      throws InterruptedException, ExecutionException {
    assertThat(gate.execute("insert into counted values (-1, 0)").outcome())
        .isEqualTo(Outcome.DONE);
    ExecutorService agents = Executors.newFixedThreadPool(6);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int id = i;
        answers.add(
            agents.submit(() -> gate.execute("insert into counted values (" + id + ", 1)")));
        answers.add(agents.submit(() -> gate.query("select count(*) from counted")));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().outcome())
            .as(answer.get().toMap().toString())
            .isEqualTo(Outcome.DONE);
      }
    } finally {
      agents.shutdownNow();
    }
    assertThat(gate.database.rows("select sum(n) from counted")).isEqualTo(List.of(List.of("60")));
  }

  /** A renamed table makes the third statement mean another one, on another server. */
  @Test
  void aLaterStatementIsDecidedAsTheOnesBeforeItLeftTheSchema() {
    Answer answer =
        gate.execute(
            "alter table near rename to nearer; alter foreign table far rename to near;"
                + " insert into counted select id, 1 from near");

    assertThat(answer.reasons().get(0).ruleId())
        .as(answer.toMap().toString())
        .isEqualTo("changed-meanwhile");
    assertThat(gate.database.rows("select to_regclass('nearer')").get(0).get(0)).isNull();
  }

  @Test
  void aFreezeStopsWhatThePolicyAllowsToo() {
    gate.freezeOrThaw("dana", Purpose.FREEZE);
    try {
      Answer frozen = gate.execute("insert into counted values (-2, 0)");
      assertThat(frozen.outcome()).isEqualTo(Outcome.DENIED);
      assertThat(frozen.reasons().get(0).ruleId()).isEqualTo("frozen");
    } finally {
      gate.freezeOrThaw("dana", Purpose.THAW);
    }
    assertThat(gate.execute("insert into counted values (-2, 0)").outcome())
        .isEqualTo(Outcome.DONE);
  }

  @Test
  void anAllowedScriptKeepsItsLimitsToo() {
    Answer answer = gate.execute("set statement_timeout = 0; insert into counted values (-3, 0)");
    assertThat(answer.outcome()).as(answer.toMap().toString()).isEqualTo(Outcome.FAILED);
    assertThat(gate.database.rows("select count(*) from counted where id = -3"))
        .isEqualTo(List.of(List.of("0")));
  }

  @Test
  void anAllowedScriptIsSplitWhereItHasToBe() {
    Answer answer =
        gate.execute(
            "insert into counted values (-10, 1); vacuum counted; delete from counted where id ="
                + " -10; insert into counted values (-11, 1)");

    assertThat(answer.outcome()).as(answer.toMap().toString()).isEqualTo(Outcome.DONE);
    assertThat((List<?>) answer.body().get("parts")).hasSize(3);
    assertThat(gate.database.rows("delete from counted where id in (-10, -11) returning id"))
        .isEqualTo(List.of(List.of("-11")));
  }

  static Stream<Arguments> aSplitScriptThatFailsSaysWhatIsInEffect() {
    return Stream.of(
        argumentSet(
            "together",
            "insert into counted values (-20, 1); vacuum counted; insert into counted values (-21,"
                + " 1); insert into counted values (-21, 1)",
            "duplicate key value violates unique constraint \"counted_pkey\"; statements 1 to 2 of"
                + " 4 are in effect and stay"),
        argumentSet(
            "alone",
            "insert into counted values (-20, 1), (-22, 1); create unique index concurrently twice"
                + " on counted (n)",
            "could not create unique index \"twice\"; no transaction held it, so what it did before"
                + " it failed stays; it left an invalid index: `public.twice`, which DROP INDEX"
                + " CONCURRENTLY removes; statement 1 of 2 is in effect and stays"),
        argumentSet(
            "another meaning",
            "insert into counted values (-20, 1); alter table close rename to closer; vacuum"
                + " counted; alter foreign table distant rename to close; insert into counted"
                + " select id, 1 from close",
            "statements 4 to 5 would do more than was decided, after a change of the schema;"
                + " statements 1 to 3 of 5 are in effect and stay"));
  }

  @ParameterizedTest
  @MethodSource
  void aSplitScriptThatFailsSaysWhatIsInEffect(String sql, String message) {
    Answer answer = gate.execute(sql);
    gate.database.run("delete from counted where id <> -20; drop index if exists twice");

    assertThat(answer.outcome()).as(answer.toMap().toString()).isEqualTo(Outcome.FAILED);
    assertThat(answer.reasons().get(0).message()).isEqualTo(message);
    assertThat(gate.database.rows("delete from counted returning id"))
        .isEqualTo(List.of(List.of("-20")));
  }
}
