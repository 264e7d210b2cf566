package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What was approved is what runs, though a script changes the schema or others do meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovedRunTest {
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
        INSERT INTO users SELECT i, 'user' || i || '@example.org' FROM generate_series(1, 20) i;
        CREATE TABLE other (id int PRIMARY KEY, n int NOT NULL DEFAULT 0);
        INSERT INTO other SELECT i FROM generate_series(1, 200) i;
        CREATE VIEW seen AS SELECT id, n FROM other;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO public.other SELECT i FROM generate_series(1000, 11200) i;
            RETURN NEW; END $$;
        CREATE FUNCTION same(text, text) RETURNS bool LANGUAGE sql AS 'SELECT true';
        CREATE FUNCTION inner_call() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION outer_call() RETURNS int LANGUAGE plpgsql AS
          $$ BEGIN RETURN inner_call(); END $$;
        CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
        CREATE FUNCTION is_ok(int) RETURNS bool LANGUAGE sql AS 'SELECT true';
        CREATE DOMAIN checked AS int CHECK (is_ok(VALUE));
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE FUNCTION to_mood(int) RETURNS mood LANGUAGE sql AS $$ SELECT 'ok'::mood $$;
        CREATE CAST (int AS mood) WITH FUNCTION to_mood(int) AS ASSIGNMENT;
        CREATE TABLE moods (id int PRIMARY KEY, m mood);
        CREATE TABLE limited (id int PRIMARY KEY, c checked);
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

  @Test
  void aTriggerOfTheSameScriptIsToldWithTheFunctionItCalls() {
    Answer asked =
        approved(
            "create trigger t after update on users for each row execute function touch();"
                + " update users set email = 'x' where id = 1");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.request().view().toString()).contains("public.touch");
    assertThat(ticket.state().kind()).isEqualTo(TicketState.Kind.FAILED);
    assertThat(ticket.state().toString()).contains("public.other");
    assertThat(one("select count(*) from other")).isEqualTo("200");
  }

  static Stream<Arguments> whatAnEarlierStatementBringsIsNotApproved() {
    return Stream.of(
        argumentSet(
            "a cast",
            "alter table other add m mood; drop cast (int as mood);"
                + " create cast (int as mood) with function to_mood2(int) as assignment;"
                + " insert into moods (id, m) select id, n from other where id = 1",
            "public.to_mood2"),
        argumentSet(
            "an enabled trigger",
            "alter table users enable trigger quiet; update users set email = 'x' where id = 1",
            "public.touch"));
  }

  @ParameterizedTest
  @MethodSource
  void whatAnEarlierStatementBringsIsNotApproved(String sql, String function) {
    gate.database.run(
        """
        CREATE FUNCTION to_mood2(int) RETURNS mood LANGUAGE sql AS $$ SELECT 'ok'::mood $$;
        CREATE TRIGGER quiet AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
        ALTER TABLE users DISABLE TRIGGER quiet;
        """);
    Answer asked = approved(sql);

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state()).isInstanceOf(TicketState.Stale.class);
    assertThat(((TicketState.Stale) ticket.state()).difference())
        .contains("it would also run `" + function + "`")
        .contains("send it as a request of its own");
    assertThat(one("select count(*) from users where email = 'x'")).isEqualTo("0");
  }

  @Test
  void aScriptThatMakesATableAndFillsItRuns() {
    Answer asked =
        approved(
            "create table made (id int default inner_call()); insert into made default values");

    TicketState state = gate.run(asked.ticket()).state();
    assertThat(state.kind()).as(state.toString()).isEqualTo(TicketState.Kind.EXECUTED);
    assertThat(one("select id from made")).isEqualTo("1");
  }

  static Stream<Arguments> aFunctionBehindAName() {
    return Stream.of(
        argumentSet(
            "operator",
            "update users set email = 'x' where id = 1 and email === 'y'",
            "create or replace function same(text, text) returns bool language sql as 'select"
                + " false'"),
        argumentSet(
            "domain",
            "insert into limited values (1, 1)",
            "create or replace function is_ok(int) returns bool language sql as 'select 1 = 1'"),
        argumentSet(
            "domain by name",
            "update users set email = 'x' where id = 1::checked",
            "create or replace function is_ok(int) returns bool language sql as 'select 1 = 1'"),
        argumentSet(
            "cast",
            "insert into moods (id, m) select id, n from other where id = 1",
            "create or replace function to_mood(int) returns mood language sql as"
                + " $$ select 'sad'::mood $$"),
        argumentSet(
            "called by a function",
            "select outer_call() from users where id = 1 for update",
            "create or replace function inner_call() returns int language sql as 'select 2'"));
  }

  @ParameterizedTest
  @MethodSource
  void aFunctionBehindAName(String sql, String change) {
    Answer asked = approved(sql);
    gate.database.run(change);

    assertThat(gate.run(asked.ticket()).state()).isInstanceOf(TicketState.Stale.class);
  }

  @ParameterizedTest
  @MethodSource("aFunctionBehindAName")
  void aFunctionThatIsReplacedMeanwhile(String sql, String change) {
    Answer asked = approved(sql);

    Ticket ticket = gate.run(asked.ticket(), RunStage.COMPARED, () -> gate.database.run(change));

    assertThat(ticket.state()).isInstanceOf(TicketState.Stale.class);
    assertThat(one("select count(*) from users where email = 'x'")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table users add column n int",
        "create or replace view seen as select id, n + 1 as n from other",
        "alter table other add column m int",
        "drop view seen"
      })
  void nobodyChangesWhatAnApprovedStatementReadsOrWrites(String change) {
    Answer asked =
        approved("update users set email = 'x' where id = (select id from seen where id = 1)");

    Ticket ticket =
        gate.run(
            asked.ticket(),
            RunStage.COMPARED,
            () ->
                assertThatThrownBy(() -> gate.database.run("set lock_timeout = '100ms'; " + change))
                    .isInstanceOf(SallyportException.class));

    assertThat(ticket.state().kind()).isEqualTo(TicketState.Kind.EXECUTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set statement_timeout = 0",
        "set local lock_timeout = '1h'",
        "set idle_in_transaction_session_timeout = 0",
        "reset statement_timeout",
        "select set_config('statement_timeout', '0', true)",
        "do $$ begin set lock_timeout = 0; end $$"
      })
  void noScriptLiftsItsLimits(String setting) {
    Answer asked = approved(setting + "; update users set email = 'x' where id = 1");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state().kind()).isEqualTo(TicketState.Kind.FAILED);
    assertThat(ticket.state().toString()).contains("timeout");
    assertThat(one("select count(*) from users where email = 'x'")).isEqualTo("0");
  }

  @Test
  void noScriptResetsItsSession() {
    Answer asked = approved("reset all; update users set email = 'x' where id = 1");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state().toString()).contains("is not what it must be");
    assertThat(one("select count(*) from users where email = 'x'")).isEqualTo("0");
  }

  @Test
  void aScriptLowersItsLimits() {
    Answer asked =
        approved(
            "set local lock_timeout = '1s'; set local statement_timeout = '2500ms';"
                + " update users set email = current_setting('lock_timeout') || ' '"
                + " || current_setting('statement_timeout') where id = 1");

    assertThat(gate.run(asked.ticket()).state().kind()).isEqualTo(TicketState.Kind.EXECUTED);
    assertThat(one("select email from users where id = 1")).isEqualTo("1s 2500ms");
  }

  @Test
  void aDeferredTriggerIsCountedToo() {
    gate.database.run(
        "CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON users DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION touch()");
    Answer asked = approved("update users set email = 'x' where id = 1");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state().kind())
        .as(ticket.request().ceilings() + " " + ticket.state())
        .isEqualTo(TicketState.Kind.FAILED);
    assertThat(one("select count(*) from other")).isEqualTo("200");
  }

  @Test
  void whatACallChangesIsCountedAgainstACeilingThatTheTicketShows() {
    Answer asked =
        approved(
            "do $$ begin execute 'insert into other select i from generate_series(1000, 11200) i';"
                + " end $$");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.request().ceilings()).containsEntry(RowCeilings.ANY, 10_000L);
    assertThat(ticket.state().toString()).contains("more than the ceiling of 10000");
    assertThat(one("select count(*) from other")).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"truncate other", "drop table other cascade", "delete from other; truncate other"})
  void aCallEmptiesNoTableThatTheTicketDoesNotName(String hidden) {
    Answer asked = approved("do $$ begin execute '" + hidden + "'; end $$");

    Ticket ticket = gate.run(asked.ticket());

    assertThat(ticket.state()).isInstanceOf(TicketState.Stale.class);
    assertThat(((TicketState.Stale) ticket.state()).difference())
        .startsWith("it would empty or drop `public.other`");
    assertThat(one("select count(*) from other")).isEqualTo("200");
  }

  @Test
  void nobodyTouchesTheLedger() {
    assertThat(
            gate.run(approved("update users set email = 'x' where id = 1").ticket()).state().kind())
        .isEqualTo(TicketState.Kind.EXECUTED);
    for (String sql :
        List.of(
            "delete from sallyport.execution_ledger where ticket = 'x'",
            "alter table sallyport.execution_ledger add x int",
            "drop schema sallyport cascade")) {
      Answer answer = gate.execute(sql);
      assertThat(answer.outcome()).as(sql).isEqualTo(Outcome.DENIED);
      assertThat(answer.reasons().toString()).contains("built-in:ledger");
    }

    Ticket hidden =
        gate.run(
            approved("do $$ begin execute 'delete from sallyport.execution_ledger'; end $$")
                .ticket());

    assertThat(hidden.state().toString()).contains("the ledger `sallyport.execution_ledger`");
    assertThat(one("select count(*) > 0 from sallyport.execution_ledger")).isEqualTo("t");
  }

  @Test
  void aCallThatRewritesATableRuns() {
    Answer asked = approved("do $$ begin execute 'alter table moods alter id type bigint'; end $$");

    TicketState state = gate.run(asked.ticket()).state();

    assertThat(state.kind()).as(state.toString()).isEqualTo(TicketState.Kind.EXECUTED);
  }

  @Test
  void noStatementWithACallIsExplained() {
    gate.database.run(
        "CREATE FUNCTION planned() RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'ran'; END $$");
    Answer asked = gate.execute("update users set email = 'x' where id = planned()");
    assertThat(asked.outcome()).as(asked.toMap().toString()).isEqualTo(Outcome.PENDING);
  }
}
