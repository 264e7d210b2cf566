package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.cancellation.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
  private GateFixture gate;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    gate = new GateFixture(folder);
    gate.enrol("dana");
  }

  @AfterAll
  void stop() {
    gate.close();
  }

  @BeforeEach
  void fill() {
    gate.database.run(
        """
        DROP SCHEMA public CASCADE;
        CREATE SCHEMA public;
        CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);
        CREATE TABLE bookings (
          id int PRIMARY KEY, user_id int NOT NULL REFERENCES users ON DELETE CASCADE);
        INSERT INTO users SELECT i, 'user' || i || '@example.org' FROM generate_series(1, 20) i;
        INSERT INTO bookings SELECT i, 1 + i % 20 FROM generate_series(1, 200) i;
        """);
  }

  @Test
  void aReadIsAnsweredWithTypesAndRows() {
    Answer answer = gate.query("select id, email from users where id <= 2 order by id");
    assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
    assertThat(answer.body().get("columns"))
        .isEqualTo(
            List.of(
                Map.of("name", "id", "type", "integer"), Map.of("name", "email", "type", "text")));
    assertThat(answer.body().get("rows"))
        .isEqualTo(List.of(List.of(1L, "user1@example.org"), List.of(2L, "user2@example.org")));
  }

  static Stream<Arguments> whatIsNoReadIsNoQuery() {
    return Stream.of(
        argumentSet("delete", "delete from users"),
        argumentSet("stacked", "select 1; drop table users"),
        argumentSet("commit and drop", "commit; drop table users"),
        argumentSet("delete in a CTE", "with d as (delete from users returning *) select * from d"),
        argumentSet("select into", "select * into copied from users"),
        argumentSet("for update", "select * from users for update"),
        argumentSet("side effect in the target list", "select pg_terminate_backend(1)"),
        argumentSet("side effect in from", "select * from pg_read_file('/etc/passwd')"),
        argumentSet("side effect in a sub-query", "select (select set_config('a.b', 'c', false))"),
        argumentSet("decoded name", "select U&\"pg_read_fil\\0065\"('/etc/passwd')"),
        argumentSet("explain analyze", "explain analyze delete from users"),
        argumentSet("two slashes", "select 4 //* */ 2; drop table users"),
        argumentSet("escape string", "select E'\\'' ; drop table users; --'"),
        argumentSet("backquote", "select `a; drop table users; --`"),
        argumentSet("blank lines", "select 1\n\n\n; drop table users"),
        argumentSet("a line with go", "select 1\ngo\n; drop table users"),
        argumentSet("control character", "select 1 \u0001; drop table users"),
        argumentSet("nothing", "-- only a comment"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoReadIsNoQuery(String sql) {
    Answer answer = gate.query(sql);
    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.reasons()).isNotEmpty();
    assertThat(answer.next()).isNotBlank();
    assertThat(users()).isEqualTo("20");
  }

  @Test
  void thePolicyIsToldAsItAppliesToTheAgent() {
    Answer answer = gate.gate().policy();

    assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
    assertThat(answer.body().get("environment")).isEqualTo("production");
    List<?> rules = (List<?>) answer.body().get("rules");
    assertThat(rules)
        .anySatisfy(
            rule ->
                assertThat((Map<?, ?>) rule)
                    .isEqualTo(
                        Map.of(
                            "id",
                            "reads",
                            "decision",
                            "allow",
                            "effects",
                            List.of("read"),
                            "limits",
                            Map.of("rows", 1000L, "bytes", 1048576L, "timeout_ms", 10000L))));
  }

  @Test
  void aReadIsNotAnsweredUnlessItsIntentIsDurable() throws SQLException {
    try (Connection store =
        DriverManager.getConnection("jdbc:sqlite:" + gate.folder.resolve("home/store.db"))) {
      store
          .createStatement()
          .execute(
              "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
      Answer unrecorded = gate.query("select email from users where id = 1");
      store.createStatement().execute("DROP TRIGGER full");
      Answer recorded = gate.query("select email from users where id = 1");

      assertThat(unrecorded.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(unrecorded.reasons().get(0).ruleId()).isEqualTo("store-unusable");
      assertThat(unrecorded.body()).doesNotContainKey("rows");
      assertThat(recorded.outcome()).isEqualTo(Outcome.DONE);
      assertThat(gate.sallyport.desk().audit().verify().broken()).isEmpty();
    }
  }

  @Test
  void anUnboundedDeleteIsRefusedWithTheWayForward() {
    Answer answer = gate.execute("delete from users");
    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.reasons().get(0).message())
        .startsWith("`DELETE` on `public.users`")
        .endsWith("no `WHERE` clause");
    assertThat(users()).isEqualTo("20");
  }

  @Test
  void aWriteWaitsForApprovalAndThenRunsOnce() {
    Answer asked = gate.execute("update users set email = 'new' where id = 3");
    assertThat(asked.outcome()).as(asked.toMap().toString()).isEqualTo(Outcome.PENDING);
    Answer again = gate.execute("update users set email = 'new' where id = 3");
    assertThat(again.ticket()).isEqualTo(asked.ticket());

    gate.approve(asked.ticket(), "dana");
    Ticket executed = gate.run(asked.ticket());

    assertThat(executed.state().kind()).isEqualTo(TicketState.Kind.EXECUTED);
    assertThat(gate.database.rows("select email from users where id = 3"))
        .isEqualTo(List.of(List.of("new")));
    assertThat(gate.sallyport.desk().audit().verify().broken()).isEmpty();
  }

  @Test
  void aTicketIsStaleWhenTheTableChangedAfterItsApproval() {
    Answer asked = gate.execute("update users set email = 'stale' where id = 4");
    gate.approve(asked.ticket(), "dana");
    gate.database.run("alter table users add column added int");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state()).isInstanceOf(TicketState.Stale.class);
    assertThat(gate.database.rows("select count(*) from users where email = 'stale'"))
        .isEqualTo(List.of(List.of("0")));
  }

  @Test
  void moreRowsThanWereApprovedAreRolledBack() {
    Answer asked = gate.execute("delete from bookings where user_id = 5");
    gate.approve(asked.ticket(), "dana");
    gate.database.run("update bookings set user_id = 5");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state()).isInstanceOf(TicketState.Failed.class);
    assertThat(gate.database.rows("select count(*) from bookings"))
        .isEqualTo(List.of(List.of("200")));
  }

  @Test
  void aScriptThatFailsKeepsNothing() {
    Answer asked =
        gate.execute(
            "update users set email = 'half' where id = 6; insert into users values (1, 'twice')");
    gate.approve(asked.ticket(), "dana");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state()).isInstanceOf(TicketState.Failed.class);
    assertThat(gate.database.rows("select count(*) from users where email = 'half'"))
        .isEqualTo(List.of(List.of("0")));
  }

  static Stream<Operation> neverInProduction() {
    return Stream.of(Operation.MIGRATE_RESET, Operation.DB_PUSH, Operation.MIGRATE_DEV);
  }

  @ParameterizedTest
  @MethodSource
  void neverInProduction(Operation operation) {
    Answer answer =
        gate.gate()
            .handle(
                AgentRequest.operation(operation, Map.of(), "drift", GateFixture.AGENT),
                new Cancellation());
    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.next()).isNotBlank();
  }

  @Test
  void aLoneStatementIsStaleToo() {
    Answer asked = gate.execute("create index concurrently lone on users (email)");
    gate.approve(asked.ticket(), "dana");
    gate.database.run("alter table users add column lone int");

    assertThat(gate.run(asked.ticket()).state()).isInstanceOf(TicketState.Stale.class);
  }

  @Test
  void aJustificationHasABound() {
    Answer answer =
        gate.gate()
            .handle(
                AgentRequest.execute(
                    "delete from users where id = 9", "x".repeat(10_000), GateFixture.AGENT),
                new Cancellation());
    assertThat(answer.reasons().get(0).ruleId()).isEqualTo("justification-too-long");
  }

  @Test
  void postgresErrorsComeWithCodeAndPosition() {
    Answer answer = gate.query("select nothing_of_the_kind from users");
    assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(answer.body().get("error"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("sqlstate", "42703")
        .containsEntry("message", "column \"nothing_of_the_kind\" does not exist");
  }

  @Test
  void anotherAgentsTicketDoesNotExist() {
    assertThat(gate.gate().ticket("T-0000-0000-0000").reasons().get(0).ruleId())
        .isEqualTo("no-such-ticket");
  }

  @Test
  void statusSaysWhereAndWhy() {
    Map<String, ?> body = gate.gate().status(new Cancellation()).body();
    assertThat(body.get("boundary")).isEqualTo("advisory");
    assertThat(body.get("environment")).isEqualTo("production");
  }

  private String users() {
    return String.valueOf(gate.database.rows("select count(*) from users").get(0).get(0));
  }
}
