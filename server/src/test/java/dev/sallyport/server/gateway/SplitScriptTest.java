package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.approval.StepState;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
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

/** Scripts that one transaction can't hold: split as the ticket says, and stopped at a failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitScriptTest {
  private static final String SPLIT =
      "update users set email = 'x' where id = 1; create index concurrently by_email on users"
          + " (email); insert into users values (100, 'new'); update users set email = 'y' where"
          + " id = 2";

  private GateFixture gate;
  private int requests;

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
        INSERT INTO users SELECT i, 'user' || i FROM generate_series(1, 20) i;
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE TABLE moods (id int PRIMARY KEY, m mood);
        CREATE TABLE other (id int PRIMARY KEY);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO public.other VALUES (NEW.id); RETURN NEW; END $$;
        """);
  }

  /** Each is a request of its own: an executed ticket answers its repetition for ten minutes. */
  private Answer approved(String sql) {
    Answer asked = gate.execute(sql.replaceFirst(" ", " /* " + ++requests + " */ "));
    assertThat(asked.outcome()).as(asked.toMap().toString()).isEqualTo(Outcome.PENDING);
    gate.approve(asked.ticket(), "dana");
    return asked;
  }

  private String one(String query) {
    return String.valueOf(gate.database.rows(query).get(0).get(0));
  }

  private static JsonObject error(Ticket ticket) {
    assertThat(ticket.state()).isInstanceOf(TicketState.Failed.class);
    return ((TicketState.Failed) ticket.state()).error();
  }

  @Test
  void theTicketSaysHowItIsSplit() {
    Answer asked = approved(SPLIT);

    assertThat(asked.body().get("parts"))
        .isEqualTo(
            List.of(
                Map.of("statements", "statement 1", "transaction", true),
                Map.of("statements", "statement 2", "transaction", false),
                Map.of("statements", "statements 3 to 4", "transaction", true)));
    assertThat(gate.run(asked.ticket()).request().view().getJsonArray("notes").getString(0))
        .isEqualTo(
            "it can't run in one transaction: it runs as 3 parts, one after the other; each takes"
                + " effect by itself, the first that fails ends the run, and nothing done before is"
                + " undone or resumed");
  }

  @Test
  void itsPartsRunInOrder() {
    Ticket ticket = gate.run(approved(SPLIT).ticket());

    assertThat(ticket.state().kind())
        .as(ticket.state().toString())
        .isEqualTo(TicketState.Kind.EXECUTED);
    assertThat(one("select string_agg(email, ' ' order by id) from users where id in (1, 2, 100)"))
        .isEqualTo("x y new");
    assertThat(one("select indisvalid from pg_index where indexrelid = 'by_email'::regclass"))
        .isEqualTo("t");
  }

  static Stream<Arguments> aFailureSaysWhatIsInEffect() {
    return Stream.of(
        argumentSet(
            "in the first part",
            "insert into users values (1, 'twice'); vacuum users; insert into other values (1)",
            "rolled-back not-run not-run",
            "duplicate key value violates unique constraint \"users_pkey\"; statements 2 to 3 were"
                + " not run",
            0),
        argumentSet(
            "alone",
            "update users set email = 'same' where id in (1, 2); create unique index concurrently"
                + " one_email on users (email); insert into other values (1)",
            "in-effect failed not-run",
            "could not create unique index \"one_email\"; no transaction held it, so what it did"
                + " before it failed stays; it left an invalid index: `public.one_email`, which"
                + " DROP INDEX CONCURRENTLY removes; statement 1 of 3 is in effect and stays;"
                + " statement 3 was not run",
            1),
        argumentSet(
            "in the last part",
            "insert into other values (1); vacuum other; insert into other values (2); insert into"
                + " other values (1)",
            "in-effect in-effect rolled-back",
            "duplicate key value violates unique constraint \"other_pkey\"; statements 1 to 2 of 4"
                + " are in effect and stay",
            2));
  }

  @ParameterizedTest
  @MethodSource
  void aFailureSaysWhatIsInEffect(String sql, String states, String message, int kept) {
    Ticket ticket = gate.run(approved(sql).ticket());

    JsonObject error = error(ticket);
    assertThat(error.getString("message")).isEqualTo(message);
    assertThat(error.getInt("kept", 0)).isEqualTo(kept);
    assertThat(
            String.join(
                " ",
                error.getJsonArray("parts").getValuesAs(JsonObject.class).stream()
                    .map(part -> part.getString("state"))
                    .toList()))
        .isEqualTo(states);
    assertThat(one("select count(*) from other")).isEqualTo(kept == 2 ? "1" : "0");
  }

  @Test
  void aValueOfAnEnumIsUsedOnceItIsCommitted() {
    Ticket ticket =
        gate.run(
            approved("alter type mood add value 'glad'; insert into moods values (1, 'glad')")
                .ticket());

    assertThat(ticket.state().kind())
        .as(ticket.state().toString())
        .isEqualTo(TicketState.Kind.EXECUTED);
    assertThat(one("select m from moods")).isEqualTo("glad");
  }

  static Stream<String> oneTransactionIsEnough() {
    return Stream.of(
        "alter type mood add value 'calm'; insert into moods values (1, 'ok')",
        "create type fresh as enum ('a'); alter type fresh add value 'b'; create table fresh_rows"
            + " (f fresh default 'b')");
  }

  @ParameterizedTest
  @MethodSource
  void oneTransactionIsEnough(String sql) {
    Answer asked = approved(sql);

    assertThat(asked.body()).doesNotContainKey("parts");
    TicketState state = gate.run(asked.ticket()).state();
    assertThat(state.kind()).as(state.toString()).isEqualTo(TicketState.Kind.EXECUTED);
  }

  static Stream<String> whatLastsForASessionIsNotSplit() {
    return Stream.of(
        "set search_path = other; vacuum users; delete from users where id = 1",
        "create temp table users (id int); vacuum other; delete from users where id = 1",
        "create table pg_temp.users (id int); vacuum other; delete from users where id = 1",
        "select id from users where id = 1 for update; vacuum other; delete from users where id = 1",
        "lock table users; vacuum other; delete from users where id = 1",
        "select set_config('search_path', 'other', false); vacuum users");
  }

  @ParameterizedTest
  @MethodSource
  void whatLastsForASessionIsNotSplit(String sql) {
    Answer answer = gate.execute(sql);

    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.reasons().get(0).ruleId()).isEqualTo("split");
    assertThat(answer.next()).isNotBlank();
  }

  @Test
  void aTransactionOfTheScriptsOwnIsDenied() {
    Answer answer = gate.execute("begin; delete from users where id = 1; commit; vacuum users");

    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.reasons().toString()).contains("transaction control belongs to the proxy");
  }

  @Test
  void whatOthersChangeMeanwhileStopsIt() {
    Answer asked = approved(SPLIT);

    Ticket ticket =
        gate.run(
            asked.ticket(),
            RunStage.PART_RECORDED,
            () -> gate.database.run("alter table users add column if not exists late int"));

    assertThat(error(ticket).getString("message"))
        .startsWith("`public.users column late` is new")
        .endsWith("statement 1 of 4 is in effect and stays; statements 3 to 4 were not run");
    assertThat(one("select count(*) from users where id = 100")).isEqualTo("0");
  }

  @Test
  void whatAnEarlierPartBringsIsNotApproved() {
    gate.database.run(
        """
        CREATE TRIGGER quiet AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
        ALTER TABLE users DISABLE TRIGGER quiet;
        """);

    Ticket ticket =
        gate.run(
            approved(
                    "alter table users enable trigger quiet; vacuum other;"
                        + " update users set email = 'x' where id = 1")
                .ticket());

    assertThat(error(ticket).getString("message"))
        .contains("it would also run `public.touch`")
        .endsWith("statements 1 to 2 of 3 are in effect and stay");
    assertThat(one("select count(*) from other")).isEqualTo("0");
  }

  @Test
  void eachPartHasItsOwnState() {
    Answer asked = approved(SPLIT);
    StringBuilder seen = new StringBuilder();

    gate.run(
        asked.ticket(),
        RunStage.STATEMENT_DONE,
        () ->
            gate.sallyport
                .desk()
                .find(TicketId.of(String.valueOf(asked.ticket())).orElseThrow())
                .map(ticket -> (TicketState.Executing) ticket.state())
                .ifPresent(
                    state -> {
                      for (StepState step : state.steps()) {
                        seen.append(step.index()).append(step.done() ? "+" : "?");
                      }
                      seen.append(' ');
                    }));

    assertThat(seen.toString().strip()).isEqualTo("0? 0+1? 0+1+3? 0+1+3?");
  }
}
