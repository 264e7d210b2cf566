package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
}
