package dev.sallyport.server.migration.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migrate-deploy} on a real PostgreSQL, through the gate, with an approver's key. */
class DeployTest {
  private static final String USERS = "CREATE TABLE users (id integer PRIMARY KEY, name text);\n";
  private static final String ROWS =
      "INSERT INTO users SELECT i, 'u' FROM generate_series(1, 40) i;";

  @TempDir Path folder;
  private OperationSite site;

  @BeforeEach
  void open() {
    site = new OperationSite(folder, "staging");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void pendingMigrationsAreAppliedInOrderWithRowsAsPrismaWritesThem() {
    site.migration("20250101000000_users", USERS)
        .migration("20250102000000_rows", ROWS)
        .migration("20250103000000_index", "CREATE INDEX CONCURRENTLY users_name ON users (name)")
        .migration("20250104000000_empty", "-- This is an empty migration.");

    TicketState ended = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(site.history())
        .containsExactly(
            "20250101000000_users|applied|1",
            "20250102000000_rows|applied|1",
            "20250103000000_index|applied|1",
            "20250104000000_empty|applied|1");
    assertThat(site.database.column("SELECT count(*) FROM users")).containsExactly("40");
    assertThat(
            site.database.column(
                "SELECT count(*) FROM _prisma_migrations WHERE id ~"
                    + " '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'"
                    + " AND finished_at >= started_at AND logs IS NULL AND rolled_back_at IS NULL"))
        .containsExactly("4");
    assertThat(
            site.database.column(
                "SELECT checksum FROM _prisma_migrations WHERE migration_name ="
                    + " '20250101000000_users' AND checksum = encode(sha256(convert_to('CREATE"
                    + " TABLE users (id integer PRIMARY KEY, name text);' || E'\\n"
                    + "', 'UTF8')), 'hex')"))
        .hasSize(1);
    assertThat(site.state("20250103000000_index")).isEqualTo("applied");
    assertThat(site.ask(Operation.MIGRATE_DEPLOY).next())
        .isEqualTo("no migration is pending: every file has its row");
  }

  @Test
  void theFirstFailureIsRecordedAndEndsTheDeployment() {
    site.migration("1_users", USERS)
        .migration("2_broken", "ALTER TABLE users ADD COLUMN a int; SELECT * FROM nowhere;")
        .migration("3_later", "CREATE TABLE later (id int)");

    TicketState ended = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    Answer again = site.ask(Operation.MIGRATE_DEPLOY);

    assertThat(ended).isInstanceOf(TicketState.Failed.class);
    assertThat(((TicketState.Failed) ended).error().getString("message"))
        .isEqualTo(
            "`2_broken`: relation \"nowhere\" does not exist; applied before, and staying:"
                + " 1_users");
    assertThat(site.history()).containsExactly("1_users|applied|1", "2_broken|failed|0");
    assertThat(site.database.column("SELECT logs FROM _prisma_migrations WHERE logs IS NOT NULL"))
        .singleElement()
        .asString()
        .contains("Migration name: 2_broken", "Database error code: 42P01");
    assertThat(
            site.database.column(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname ="
                    + " 'a'"))
        .isEmpty();
    assertThat(again.reasons().get(0).message())
        .isEqualTo("`2_broken` failed before, and blocks what comes after it");
  }

  @Test
  void aFileEditedAfterTheTicketWasOpenedChangesNothing() {
    site.migration("1_users", USERS);
    Answer pending = site.ask(Operation.MIGRATE_DEPLOY);
    site.migration("1_users", "CREATE TABLE evil (id int)");

    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(site.database.column("SELECT to_regclass('users')::text")).containsExactly("users");
    assertThat(site.database.column("SELECT to_regclass('evil')::text"))
        .containsExactly((String) null);
    assertThat(site.state("1_users")).isEqualTo("edited");
  }

  @Test
  void anotherDeploymentThatHoldsPrismasLockIsNotOverrun() throws Exception {
    site.migration("1_users", USERS);
    Answer pending = site.ask(Operation.MIGRATE_DEPLOY);
    TicketState ended;
    try (Connection other = site.database.connect("postgres");
        Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(72707369)");
      ended = site.carryOut(pending);
    }

    assertThat(ended).isInstanceOf(TicketState.Failed.class);
    assertThat(((TicketState.Failed) ended).error().getString("message"))
        .startsWith("another deployment is under way: it holds Prisma's advisory lock 72707369");
    assertThat(site.database.column("SELECT to_regclass('users')::text"))
        .containsExactly((String) null);
  }

  @Test
  void whatWasAppliedMeanwhileMakesTheTicketStale() {
    site.migration("1_users", USERS).migration("2_more", "CREATE TABLE more (id int)");
    site.database.runAs("agent", new HistoryTable("public").create().text());
    Answer pending = site.ask(Operation.MIGRATE_DEPLOY);
    site.database.runAs(
        "agent",
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)"
            + " VALUES ('x', 'y', '1_users', now())");

    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Stale.class);
    assertThat(((TicketState.Stale) ended).difference())
        .isEqualTo("`1_users` was applied meanwhile");
    assertThat(site.database.column("SELECT to_regclass('users')::text"))
        .containsExactly((String) null);
  }

  @Test
  void anUnmanagedDatabaseIsNotDeployedTo() {
    site.migration("1_users", USERS);
    site.database.runAs("agent", "CREATE TABLE users (id int)");

    Answer answer = site.ask(Operation.MIGRATE_DEPLOY);

    assertThat(answer.reasons().get(0).help()).isEqualTo("ask for `baseline` first");
    assertThat(answer.ticket()).isNull();
  }

  @Test
  void aStatementThatRunsAloneIsNotMixedWithOthers() {
    site.migration("1_mixed", USERS + "CREATE INDEX CONCURRENTLY i ON users (name);");

    Answer answer = site.ask(Operation.MIGRATE_DEPLOY);

    assertThat(answer.reasons().get(0).help())
        .isEqualTo("put that statement alone into a migration of its own");
  }

  @Test
  void aFileOfItsOwnTransactionAndOneAppliedByHandRun() {
    site.migration("1_users", "BEGIN;\n" + USERS + ROWS + "\nCOMMIT;\n");
    site.project.with(
        "prisma/migrations/01_notes.sql", "CREATE TABLE IF NOT EXISTS notes (id int);");

    TicketState first = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    TicketState second = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of("name", "01_notes.sql"));

    assertThat(List.of(first.kind().label(), second.kind().label()))
        .containsExactly("executed", "executed");
    assertThat(site.history()).containsExactly("1_users|applied|1");
    assertThat(site.state("01_notes.sql")).isEqualTo("manual-applied");
  }
}
