package dev.sallyport.server.migration.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.migration.history.Checksum;
import dev.sallyport.server.migration.operation.OperationSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways out of drift on the booking example, with row counts and contents before and after. */
class BookingScenarioTest {
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("\"Tenant\"", "*");
    COLUMNS.put("\"User\"", "*");
    COLUMNS.put(
        "\"Booking\"", "\"id\", \"tenantId\", \"date\", \"status\", \"customerName\", \"guests\"");
    COLUMNS.put("\"BookingReminder\"", "*");
    COLUMNS.put("\"WebhookEvent\"", "*");
    COLUMNS.put("\"AuditEntry\"", "*");
  }

  private static final String INITIAL = "20251016140827_initial_schema";
  private static final String PASSWORD = "20251023152454_add_password_hash";

  @TempDir Path folder;
  private OperationSite site;
  private Map<String, String> before;

  @BeforeEach
  void open() {
    site = new OperationSite(folder, "production").booking();
    before = contents();
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** Row count and digest of each table. */
  private Map<String, String> contents() {
    Map<String, String> contents = new LinkedHashMap<>();
    COLUMNS.forEach(
        (table, columns) ->
            contents.put(
                table,
                site.database.column("SELECT count(*) FROM " + table).get(0)
                    + " rows, "
                    + site.content(table, columns)));
    return contents;
  }

  private static String sql(String migration) {
    return BookingExample.text("prisma/migrations/" + migration + "/migration.sql");
  }

  private boolean everyMigrationIsGood() {
    return site.states().values().stream()
        .allMatch(s -> s.equals("applied") || s.equals("manual-applied"));
  }

  @Test
  void theIncidentEndsCleanWithOneProposalAndOneApproval() throws Exception {
    String proposal = BookingExample.text(BookingExample.PROPOSAL);

    Answer pending = site.propose("add_scheduling_platform", proposal, Map.of());
    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(
            Files.readString(
                site.project.root().resolve("prisma/migrations/07_add_scheduling_platform.sql")))
        .isEqualTo(proposal);
    assertThat(site.state("07_add_scheduling_platform.sql")).isEqualTo("manual-applied");
    assertThat(everyMigrationIsGood()).isTrue();
    assertThat(site.database.column(BookingExample.FAILING_QUERY)).hasSize(3);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void driftOfDbPushIsCaughtUpWithoutRunningAnything() {
    String pushed = "ALTER TABLE \"Tenant\" ADD COLUMN \"plan\" TEXT;\n";
    site.database.runAs("agent", pushed);

    TicketState ended = site.carryOut(site.propose("add_tenant_plan", pushed, Map.of()));

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(everyMigrationIsGood()).isTrue();
    assertThat(site.history().get(2)).endsWith("_add_tenant_plan|applied|0");
    assertThat(withoutPlan(contents())).isEqualTo(withoutPlan(before));
  }

  private Map<String, String> withoutPlan(Map<String, String> contents) {
    Map<String, String> rest = new LinkedHashMap<>(contents);
    rest.remove("\"Tenant\"");
    return rest;
  }

  @Test
  void ghostsAndOrphansAreRepairedWithoutLosingARow() {
    site.migration("20251101000000_add_notes", "CREATE TABLE \"Note\" (\"id\" TEXT NOT NULL);\n");
    row("20251101000000_add_notes", "now()", 0, "CREATE TABLE \"Note\" (\"id\" TEXT NOT NULL);\n");
    row("20250101000000_never_seen", "now()", 1, "SELECT 1");

    TicketState ended = site.carryOut(Operation.REPAIR, Map.of());

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(everyMigrationIsGood()).isTrue();
    assertThat(site.states()).doesNotContainKey("20250101000000_never_seen");
    assertThat(site.database.column("SELECT to_regclass('\"Note\"')::text"))
        .containsExactly("\"Note\"");
    assertThat(contents()).isEqualTo(before);
  }

  private void row(String name, String finished, int steps, String text) {
    site.database.runAs(
        "agent",
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at,"
            + " applied_steps_count) VALUES (gen_random_uuid()::text, '"
            + Checksum.of(text.getBytes(StandardCharsets.UTF_8))
            + "', '"
            + name
            + "', "
            + finished
            + ", "
            + steps
            + ")");
  }

  @Test
  void aFailedDeploymentIsMendedAndDeployedAgain() {
    String name = "20251101000000_one_booking";
    site.migration(name, "CREATE UNIQUE INDEX one ON \"Booking\" (\"tenantId\");\n");
    TicketState failed = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    String standing = site.state(name);
    site.migration(name, "CREATE INDEX one ON \"Booking\" (\"tenantId\");\n");

    TicketState repaired = site.carryOut(Operation.REPAIR, Map.of());
    TicketState deployed = site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());

    assertThat(List.of(failed.kind().label(), standing)).containsExactly("failed", "failed");
    assertThat(List.of(repaired.kind().label(), deployed.kind().label()))
        .containsExactly("executed", "executed");
    assertThat(everyMigrationIsGood()).isTrue();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void anUnmanagedDatabaseGetsItsHistory() {
    site.database.runAs("agent", "DROP TABLE _prisma_migrations");

    TicketState ended = site.carryOut(Operation.BASELINE, Map.of());

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(site.history())
        .containsExactlyInAnyOrder(INITIAL + "|applied|0", PASSWORD + "|applied|0");
    assertThat(
            site.database.column("SELECT checksum FROM _prisma_migrations ORDER BY migration_name"))
        .containsExactly(
            Checksum.of(sql(INITIAL).getBytes(StandardCharsets.UTF_8)),
            Checksum.of(sql(PASSWORD).getBytes(StandardCharsets.UTF_8)));
    assertThat(everyMigrationIsGood()).isTrue();
    assertThat(contents()).isEqualTo(before);
  }
}
