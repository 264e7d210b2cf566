package dev.sallyport.server.migration.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.migration.history.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a history, on a real PostgreSQL, through the gate, with an approver's key. */
class HistoryOperationsTest {
  private static final String ONE = "CREATE TABLE one (id int);";
  private static final String TWO = "CREATE TABLE two (id int);";

  @TempDir Path folder;
  private OperationSite site;

  private void open(String environment) {
    site = new OperationSite(folder, environment);
    site.migration("1_one", ONE).migration("2_two", TWO);
  }

  private void managed(String environment) {
    open(environment);
    site.database.runAs("agent", new HistoryTable("public").create().text());
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** A row, with {@code finished} an SQL expression. */
  private void row(String name, String sql, String finished, int steps) {
    site.database.runAs(
        "agent",
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, logs,"
            + " applied_steps_count) VALUES ('id-"
            + name
            + "', '"
            + Checksum.of(sql.getBytes(StandardCharsets.UTF_8))
            + "', '"
            + name
            + "', "
            + finished
            + ", 'it''s broken', "
            + steps
            + ")");
  }

  private static String kind(TicketState state) {
    return state.kind().label();
  }

  @Test
  void resolveRecordsWhatWasDoneByHand() {
    managed("production");
    site.database.runAs("agent", ONE);
    row("1_one", ONE, "NULL", 0);

    Answer pending = site.ask(Operation.MIGRATE_RESOLVE, Map.of("name", "1_one", "as", "applied"));
    TicketState ended = site.carryOut(pending);

    assertThat(pending.body().get("notes")).asString().contains("all of its effects are in");
    assertThat(kind(ended)).isEqualTo("executed");
    assertThat(site.history()).containsExactly("1_one|rolled-back|0", "1_one|applied|0");
    assertThat(
            site.database.column(
                "SELECT checksum FROM _prisma_migrations WHERE started_at = finished_at"))
        .containsExactly(Checksum.of(ONE.getBytes(StandardCharsets.UTF_8)));
    assertThat(site.state("1_one")).isEqualTo("applied");
  }

  @Test
  void resolveTakesPrismasOwnArgumentsAndMakesAFailureDeployableAgain() {
    managed("staging");
    row("1_one", ONE, "NULL", 0);

    TicketState resolved = site.carryOut(Operation.MIGRATE_RESOLVE, Map.of("rolled-back", "1_one"));
    TicketState deployed = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());

    assertThat(List.of(kind(resolved), kind(deployed))).containsExactly("executed", "executed");
    assertThat(site.history())
        .containsExactly("1_one|rolled-back|0", "1_one|applied|1", "2_two|applied|1");
  }

  @Test
  void resolveSaysWhatItCantDo() {
    managed("staging");
    row("1_one", ONE, "now()", 1);

    assertThat(
            List.of(
                message(Map.of()),
                message(Map.of("name", "1_one")),
                message(Map.of("name", "1_one", "as", "rolled-back")),
                message(Map.of("name", "1_one", "as", "applied")),
                message(Map.of("name", "../1_one", "as", "applied")),
                message(Map.of("nam", "1_one"))))
        .containsExactly(
            "`migrate-resolve` has to know which migration",
            "`migrate-resolve` has to know what to say",
            "`1_one` was applied, so there is no failure to roll back",
            "`1_one` is recorded as applied already",
            "the project has no migration `../1_one`",
            "`migrate-resolve` knows no argument `nam`");
  }

  private String message(Map<String, String> arguments) {
    return site.ask(Operation.MIGRATE_RESOLVE, arguments).reasons().get(0).message();
  }

  @Test
  void baselineRecordsWhatIsThereAndLeavesTheRestPending() {
    open("production");
    site.database.runAs("agent", ONE, "INSERT INTO one VALUES (1), (2)");

    TicketState ended = site.carryOut(Operation.BASELINE, Map.of());
    TicketState deployed = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());

    assertThat(List.of(kind(ended), kind(deployed))).containsExactly("executed", "executed");
    assertThat(site.history()).containsExactly("1_one|applied|0", "2_two|applied|1");
    assertThat(site.database.column("SELECT count(*) FROM one")).containsExactly("2");
    assertThat(site.ask(Operation.BASELINE).reasons().get(0).message())
        .isEqualTo("the database has a history already, of 2 rows");
  }

  @Test
  void repairSettlesGhostsOrphansAndFailuresAndKeepsTheOldRows() {
    managed("production");
    site.migration("3_three", "CREATE TABLE three (id int);");
    site.database.runAs("agent", TWO);
    row("1_one", ONE, "now()", 0);
    row("2_two", TWO, "NULL", 0);
    row("0_gone", "CREATE TABLE gone (id int)", "now()", 1);

    Answer pending = site.ask(Operation.REPAIR);
    TicketState ended = site.carryOut(pending);

    assertThat(kind(ended)).isEqualTo("executed");
    assertThat(site.history())
        .containsExactly("2_two|rolled-back|0", "2_two|applied|0", "1_one|applied|1");
    assertThat(List.of(site.state("1_one"), site.state("2_two"), site.state("3_three")))
        .containsExactly("applied", "applied", "pending");
    assertThat(site.state("0_gone")).isEqualTo("none");
    assertThat(audited()).contains("id-1_one", "id-2_two", "id-0_gone", "it's broken");
    assertThat(site.ask(Operation.REPAIR).next())
        .isEqualTo("nothing is to be repaired: every row says what is so");
  }

  private String audited() {
    StringBuilder text = new StringBuilder();
    site.sallyport
        .desk()
        .audit()
        .forEachAfter(0, record -> text.append(CanonicalJson.text(record.details())));
    return text.toString();
  }

  @Test
  void repairLeavesWhatIsAppliedInPartToAPerson() {
    managed("staging");
    site.migration("3_parts", "CREATE TABLE left_part (id int); CREATE TABLE right_part (id int);");
    site.database.runAs("agent", "CREATE TABLE left_part (id int)");
    row("3_parts", "x", "NULL", 0);

    Answer answer = site.ask(Operation.REPAIR);

    assertThat(answer.next())
        .startsWith("nothing can be repaired from here: `3_parts` is left to a person");
    assertThat(site.history()).containsExactly("3_parts|failed|0");
  }

  @Test
  void aHistoryThatMovedMakesARepairStale() {
    managed("staging");
    row("0_gone", "x", "now()", 1);
    Answer pending = site.ask(Operation.REPAIR);
    site.database.runAs("agent", "DELETE FROM _prisma_migrations");

    TicketState ended = site.carryOut(pending);

    assertThat(kind(ended)).isEqualTo("stale");
  }

  @Test
  void resetIsForDevelopmentOnlyAndCountsWhatIsLost() {
    managed("development");
    site.project.with(
        "prisma/migrations/01_notes.sql", "CREATE TABLE IF NOT EXISTS notes (id int);");
    site.database.runAs(
        "agent",
        "CREATE TABLE stray (id int)",
        "INSERT INTO stray SELECT generate_series(1, 7)",
        "CREATE TYPE mood AS ENUM ('fine')",
        "CREATE VIEW seen AS SELECT * FROM stray",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");

    Answer pending = site.ask(Operation.MIGRATE_RESET);
    String losses = site.ticket(pending).request().view().get("losses").toString();
    TicketState ended = site.carryOut(pending);

    assertThat(losses).contains("stray").contains("7");
    assertThat(kind(ended)).isEqualTo("executed");
    assertThat(
            site.database.column(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                    + " AND relkind IN ('r', 'v') ORDER BY 1"))
        .containsExactly("_prisma_migrations", "notes", "one", "two");
    assertThat(site.history()).containsExactly("1_one|applied|1", "2_two|applied|1");
  }

  @Test
  void resetIsRefusedInStagingAndProductionWhateverAPolicySays() {
    managed("staging");

    Answer answer = site.ask(Operation.MIGRATE_RESET);

    assertThat(answer.reasons().get(0).message())
        .isEqualTo(
            "`migrate-reset` is for development and throw-away databases only, and this one is"
                + " `staging`");
    assertThat(answer.ticket()).isNull();
  }

  @Test
  void aThrowAwayDatabaseIsFree() {
    managed("disposable");

    Answer answer = site.ask(Operation.MIGRATE_RESET);

    assertThat(answer.outcome().label()).isEqualTo("done");
    assertThat(site.history()).containsExactly("1_one|applied|1", "2_two|applied|1");
  }

  @Test
  void aSeedIsPrintedAndNotRun() {
    managed("staging");

    TicketState ended = site.carryOut(Operation.DB_SEED, Map.of());

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(((TicketState.Executed) ended).result().getString("message"))
        .isEqualTo("a human runs, in a terminal: npx prisma db seed");
  }
}
