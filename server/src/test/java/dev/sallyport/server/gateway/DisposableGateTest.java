package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.approval.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the policy allows at once, where a database is pinned as disposable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisposableGateTest {
  private GateFixture gate;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    gate = new GateFixture(folder);
    gate.enrol("dana");
    gate.pin("dana", "disposable");
    gate.database.run("CREATE TABLE counted (id int PRIMARY KEY, n int NOT NULL)");
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
    gate.database.run(
        """
        CREATE TABLE near (id int); CREATE TABLE far_parts (id int) PARTITION BY LIST (id);
        """);
    gate.superuser(
        """
        CREATE FOREIGN DATA WRAPPER nowhere;
        CREATE SERVER elsewhere FOREIGN DATA WRAPPER nowhere;
        CREATE FOREIGN TABLE far (id int) SERVER elsewhere;
        ALTER FOREIGN TABLE far OWNER TO booking_app;
        """);
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
}
