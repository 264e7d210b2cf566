package dev.sallyport.server.migration.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.migration.prisma.PrismaEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prisma's own engines make of histories that Sallyport wrote, and the other way round. */
@ParameterizedClass
@ValueSource(strings = {"5.22", "6.19", "7.10"})
class PrismaFindsItInOrderTest {
  private static final String IN_ORDER =
      "{\"editedMigrationNames\":[],\"failedMigrationNames\":[],\"hasMigrationsTable\":true,"
          + "\"history\":null}";
  private static final String USERS = "CREATE TABLE users (id integer PRIMARY KEY, name text);\n";

  private static @Nullable PrismaEngine prisma;

  @Parameter String version;
  @TempDir Path folder;
  private OperationSite site;

  @BeforeParameterizedClassInvocation
  static void start(String version) {
    prisma = PrismaEngine.start(version);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (prisma != null) {
      prisma.close();
      prisma = null;
    }
  }

  @BeforeEach
  void open() {
    site = new OperationSite(folder, "staging");
    site.migration("20250101000000_users", USERS);
    site.project.with("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private String ask(String command, String... more) {
    return Objects.requireNonNull(prisma)
        .ask(
            command,
            site.database.url("agent"),
            site.project.root().resolve("prisma/migrations"),
            more)
        .toString();
  }

  private static String ok(String answer) {
    return "{\"ok\":" + answer + "}";
  }

  private void carryOut(Operation operation, Map<String, String> arguments) {
    assertThat(site.carryOut(operation, arguments)).isInstanceOf(TicketState.Executed.class);
  }

  @Test
  void afterADeploymentAndAProposal() throws IOException {
    site.migration("20250102000000_crlf", "CREATE TABLE crlf (\r\n  id int\r\n);\r\n")
        .migration("20250103000000_alone", "CREATE INDEX CONCURRENTLY n ON users (name);\n")
        .migration("20250104000000_empty", "-- This is an empty migration.")
        .migration("20250105000000_marked", "\uFEFFCREATE TABLE marked (id int);\n");
    carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    String deployed = ask("diagnose");
    TicketState proposed =
        site.carryOut(
            site.propose("add_phone", "ALTER TABLE users ADD COLUMN phone text;", Map.of()));
    String afterwards = ask("diagnose");
    String nothing = ask("apply");

    Path file = site.project.root().resolve("prisma/migrations/20250101000000_users/migration.sql");
    Files.writeString(file, USERS + "-- edited");
    String edited = ask("diagnose");

    assertThat(deployed).isEqualTo(ok(IN_ORDER));
    assertThat(proposed).isInstanceOf(TicketState.Executed.class);
    assertThat(afterwards).isEqualTo(ok(IN_ORDER));
    assertThat(nothing).isEqualTo(ok("{\"appliedMigrationNames\":[]}"));
    assertThat(edited).contains("\"editedMigrationNames\":[\"20250101000000_users\"]");
    assertThat(site.state("20250101000000_users")).isEqualTo("edited");
  }

  @Test
  void afterAFailureAndBothWaysOut() {
    site.migration(
            "20250102000000_broken", "ALTER TABLE users ADD COLUMN a int;\nSELECT * FROM no;")
        .migration("20250103000000_later", "CREATE TABLE later (id int);");
    site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    String failed = ask("diagnose");
    String blocked = ask("apply");
    carryOut(
        Operation.MIGRATE_RESOLVE, Map.of("name", "20250102000000_broken", "as", "rolled-back"));
    String rolledBack = ask("diagnose");
    carryOut(Operation.MIGRATE_RESOLVE, Map.of("name", "20250102000000_broken", "as", "applied"));
    String deployed = ask("apply");
    String afterwards = ask("diagnose");

    assertThat(failed).contains("\"failedMigrationNames\":[\"20250102000000_broken\"]");
    assertThat(blocked).contains("P3009", "20250102000000_broken");
    assertThat(rolledBack)
        .contains("\"failedMigrationNames\":[]", "databaseIsBehind", "20250103000000_later");
    // The older engine takes what was rolled back for no part of the history.
    assertThat(rolledBack.contains("20250102000000_broken")).isEqualTo(version.equals("7.10"));
    assertThat(deployed).isEqualTo(ok("{\"appliedMigrationNames\":[\"20250103000000_later\"]}"));
    assertThat(afterwards).isEqualTo(ok(IN_ORDER));
    assertThat(site.state("20250103000000_later")).isEqualTo("applied");
  }

  @Test
  void afterABaselineAndARepair() {
    site.database.runAs("agent", USERS);
    site.migration("20250102000000_more", "CREATE TABLE more (id int);");
    carryOut(Operation.BASELINE, Map.of());
    String baselined = ask("diagnose");
    String rest = ask("apply");
    site.database.runAs(
        "agent",
        "DROP TABLE more",
        "UPDATE _prisma_migrations SET applied_steps_count = 0",
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)"
            + " VALUES ('orphan', 'x', '20240101000000_gone', now())");
    String broken = ask("diagnose");
    carryOut(Operation.REPAIR, Map.of());
    String repaired = ask("diagnose");

    assertThat(baselined)
        .contains("databaseIsBehind", "\"unappliedMigrationNames\":[\"20250102000000_more\"]");
    assertThat(rest).contains("20250102000000_more");
    assertThat(broken).contains("20240101000000_gone");
    assertThat(repaired).isEqualTo(ok(IN_ORDER));
    assertThat(site.database.column("SELECT to_regclass('more')::text")).containsExactly("more");
  }

  @Test
  void whatPrismaAppliedIsReadAsItIs() {
    site.migration("20250102000000_crlf", "CREATE TABLE crlf (\r\n  id int\r\n);\r\n")
        .migration("20250103000000_broken", "SELECT * FROM nowhere;")
        .migration("20250104000000_later", "CREATE TABLE later (id int);");
    String applied = ask("apply");
    Map<String, String> states = site.states();
    String refused = site.ask(Operation.MIGRATE_DEPLOY).reasons().get(0).message();
    carryOut(
        Operation.MIGRATE_RESOLVE, Map.of("name", "20250103000000_broken", "as", "rolled-back"));
    site.migration("20250103000000_broken", "CREATE TABLE mended (id int);");
    carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    ask("resolve-applied", "name", "20250104000000_later");

    assertThat(applied).contains("nowhere");
    assertThat(states)
        .containsEntry("20250101000000_users", "applied")
        .containsEntry("20250102000000_crlf", "applied")
        .containsEntry("20250103000000_broken", "failed")
        .containsEntry("20250104000000_later", "pending");
    assertThat(refused)
        .isEqualTo("`20250103000000_broken` failed before, and blocks what comes after it");
    // The older engine also compares what was rolled back, and was edited since.
    String edited =
        IN_ORDER.replace("Names\":[],\"failed", "Names\":[\"20250103000000_broken\"],\"failed");
    assertThat(ask("diagnose")).isEqualTo(ok(version.equals("7.10") ? IN_ORDER : edited));
    assertThat(site.ask(Operation.MIGRATE_DEPLOY).next()).startsWith("no migration is pending");
  }
}
