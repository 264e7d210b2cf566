package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.cancellation.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What rules {@code require} of a run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FulfilmentTest {
  private static final String POLICY =
      """
      version: 1
      rules:
        - id: reads
          effects: [read]
          decision: allow
        - id: tried-first
          effects: [update, insert, create, alter, call]
          decision: approve
          require: [dry-run, ledger]
        - id: deletes
          effects: [delete]
          decision: allow
          require: [dry-run]
        - id: remembered
          effects: [truncate]
          decision: allow
          require: [ledger]
        - id: kept
          effects: [drop]
          decision: approve
          require: [backup]
        - id: operations
          operations: [migrate-resolve]
          decision: approve
          require: [dry-run]
      """;

  private GateFixture gate;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    gate = new GateFixture(folder);
    gate.enrol("dana");
    gate.pin("dana", "staging");
    gate.trust("dana", POLICY);
    gate.database.run(
        """
        CREATE TABLE t (id int PRIMARY KEY, n int);
        INSERT INTO t SELECT i, 0 FROM generate_series(1, 20) i;
        CREATE SEQUENCE tries;
        CREATE FUNCTION tried() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM nextval('public.tries'); RETURN NEW; END $$;
        CREATE TRIGGER counts AFTER UPDATE OR DELETE ON t
          FOR EACH STATEMENT EXECUTE FUNCTION tried();
        """);
  }

  @AfterAll
  void stop() {
    gate.close();
  }

  private String one(String query) {
    return String.valueOf(gate.database.rows(query).get(0).get(0));
  }

  @Test
  void aDryRunComesFirstAndIsUndone() {
    Answer asked = gate.execute("update t set n = n + 1 where id = 1");
    gate.approve(asked.ticket(), "dana");
    List<String> between = new ArrayList<>();

    Ticket ticket =
        gate.run(
            asked.ticket(),
            RunStage.TRIED,
            () ->
                between.add(
                    one("select n from t where id = 1") + one("select last_value from tries")));

    assertThat(ticket.state().kind()).isEqualTo(TicketState.Kind.EXECUTED);
    assertThat(between).containsExactly("01");
    assertThat(one("select n from t where id = 1")).isEqualTo("1");
    assertThat(one("select last_value from tries")).isEqualTo("2");
    assertThat(one("select count(*) from sallyport.execution_ledger")).isEqualTo("1");
  }

  @Test
  void whatFailsInTheDryRunIsNotRun() {
    Answer asked = gate.execute("insert into t values (1, 1)");
    gate.approve(asked.ticket(), "dana");
    List<RunStage> tried = new ArrayList<>();

    Ticket ticket = gate.run(asked.ticket(), RunStage.TRIED, () -> tried.add(RunStage.TRIED));

    assertThat(ticket.state()).isInstanceOf(TicketState.Failed.class);
    assertThat(tried).isEmpty();
  }

  @Test
  void whatCannotBeTriedIsDenied() {
    assertThat(gate.execute("create index concurrently i on t (n)").reasons().get(0).message())
        .isEqualTo("rule `tried-first` requires `dry-run`, which can't be done here");
    Answer operation =
        gate.gate()
            .handle(
                AgentRequest.operation(
                    Operation.MIGRATE_RESOLVE, Map.of(), "a test", GateFixture.AGENT),
                new Cancellation());
    assertThat(operation.reasons().get(0).message())
        .isEqualTo("rules `operations`, `tried-first` require `dry-run`, which can't be done here");
  }

  @Test
  void aBackupThatNobodyTakesDeniesWithTheNameOfTheRule() {
    Answer answer = gate.execute("drop table t");
    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.reasons().get(0).message())
        .isEqualTo("rule `kept` requires `backup`, which can't be done here");
    assertThat(answer.next()).startsWith("change it without losing data");
  }

  @Test
  void whatIsAllowedIsNotInTheLedger() {
    Answer answer = gate.execute("truncate t");
    assertThat(answer.outcome()).as(answer.toMap().toString()).isEqualTo(Outcome.DENIED);
    assertThat(answer.reasons().get(0).message())
        .isEqualTo("a rule requires `ledger`, which only a ticket has");
    assertThat(one("select count(*) from t where id > 10")).isEqualTo("10");
  }
}
