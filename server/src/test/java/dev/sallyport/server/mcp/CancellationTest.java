package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The word to stop reaches PostgreSQL, whatever a tool is doing there. */
class CancellationTest {
  @TempDir static Path serverFolder;
  @TempDir static Path shadowFolder;
  private static EmbeddedServer postgres;
  private static EmbeddedServer throwAway;
  private static EmbeddedDatabase database;
  private static String shadow;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    postgres = EmbeddedServer.start(serverFolder);
    database = postgres.createDatabase("booking", "booking_app");
    database.run("CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL)");
    throwAway = EmbeddedServer.start(shadowFolder);
    shadow = throwAway.createDatabase("shadow", "shadow_maker").url();
    throwAway.administer("postgres").run("ALTER ROLE shadow_maker CREATEDB");
  }

  @AfterAll
  static void stop() {
    throwAway.close();
    postgres.close();
  }

  @Test
  void aMigrationOnTheShadowStopsWithTheComparisonThatAskedForIt()
      throws IOException, InterruptedException {
    migration("CREATE TABLE users (id int PRIMARY KEY); SELECT pg_sleep(600);");
    try (ServerProcess server =
        ServerProcess.realWithShadow(folder, database.url(), shadow).initialized()) {
      int id = server.call("diff", Map.of());
      awaitActive(throwAway, "%pg_sleep(600)%", 1);

      server.cancel(id);

      awaitActive(throwAway, "%pg_sleep(600)%", 0);
      int after = server.query("SELECT 1");
      assertThat(server.answer().path("id").asInt()).isEqualTo(after);
    }
  }

  @Test
  void aProposalsTrialOnTheShadowStopsWithIt() throws InterruptedException {
    String sql =
        "CREATE FUNCTION slow() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM pg_sleep(601)';"
            + " CREATE TABLE slow_table (id int DEFAULT slow()); INSERT INTO slow_table DEFAULT"
            + " VALUES;";
    try (ServerProcess server =
        ServerProcess.realWithShadow(folder, database.url(), shadow).initialized()) {
      int id =
          server.call(
              "propose_migration",
              Map.of("name", "slow", "sql", sql, "apply", true, "justification", "a test"));
      awaitActive(throwAway, "%INSERT INTO slow_table%", 1);

      server.cancel(id);

      awaitActive(throwAway, "%INSERT INTO slow_table%", 0);
      int after = server.query("SELECT 1");
      assertThat(server.answer().path("id").asInt()).isEqualTo(after);
    }
  }

  @Test
  void theEndOfInputStopsItAsWell() throws IOException, InterruptedException {
    migration("CREATE TABLE users (id int PRIMARY KEY); SELECT pg_sleep(602);");
    try (ServerProcess server =
        ServerProcess.realWithShadow(folder, database.url(), shadow).initialized()) {
      server.call("diff", Map.of());
      awaitActive(throwAway, "%pg_sleep(602)%", 1);

      server.endInput();

      assertThat(server.exitCode(Duration.ofSeconds(2))).isZero();
      awaitActive(throwAway, "%pg_sleep(602)%", 0);
    }
  }

  private void migration(String sql) throws IOException {
    Path directory = folder.resolve("prisma/migrations/20260101000000_init");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("migration.sql"), sql);
    Files.writeString(
        folder.resolve("prisma/migrations/migration_lock.toml"), "provider = \"postgresql\"\n");
    Files.writeString(
        folder.resolve("prisma/schema.prisma"),
        "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel users {\n  id Int @id\n}\n");
  }

  private static void awaitActive(EmbeddedServer server, String query, int count)
      throws InterruptedException {
    String active =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '"
            + query
            + "' AND pid <> pg_backend_pid()";
    for (int i = 0; i < 600; i++) {
      if (server.administer("postgres").rows(active).get(0).get(0).equals(String.valueOf(count))) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not " + count + " like `" + query + "` after half a minute");
  }
}
