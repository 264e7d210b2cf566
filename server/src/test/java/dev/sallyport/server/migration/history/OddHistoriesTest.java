package dev.sallyport.server.migration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.history.HistoryTest.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is odd is named, and the rest is still answered. */
class OddHistoriesTest {
  private static final String REMAKE = "DROP TABLE _prisma_migrations; ";

  @TempDir static Path folder;
  private static HistoryStage.Server server;

  @TempDir Path project;

  @BeforeAll
  static void start() {
    server = new HistoryStage.Server(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        argumentSet(
            "a view",
            REMAKE + "CREATE VIEW _prisma_migrations AS SELECT 1 AS id",
            "`_prisma_migrations` is no ordinary table"),
        argumentSet(
            "partitioned",
            REMAKE + "CREATE TABLE _prisma_migrations (id int) PARTITION BY LIST (id)",
            "`_prisma_migrations` is no ordinary table"),
        argumentSet(
            "a type of somebody's",
            "CREATE DOMAIN odd AS text; ALTER TABLE _prisma_migrations ALTER logs TYPE odd",
            "its column `logs` has a type that is not built in"),
        argumentSet(
            "no columns at all",
            REMAKE + "CREATE TABLE _prisma_migrations ()",
            "the column `applied_steps_count` is missing"),
        argumentSet(
            "no names",
            "ALTER TABLE _prisma_migrations DROP migration_name;"
                + " INSERT INTO _prisma_migrations (id, checksum) VALUES ('1', 'x')",
            "the column `migration_name` is missing"),
        argumentSet(
            "a row without a name",
            "ALTER TABLE _prisma_migrations ALTER migration_name DROP NOT NULL;"
                + " INSERT INTO _prisma_migrations (id, checksum) VALUES ('1', 'x')",
            "1 of its rows name no migration"),
        argumentSet(
            "times the wrong way round",
            "INSERT INTO _prisma_migrations VALUES ('1', 'x', '2020-01-01', 'm', NULL, NULL,"
                + " '2021-01-01', 1)",
            "1 of its rows finished before they started"),
        argumentSet(
            "times as text",
            "ALTER TABLE _prisma_migrations ALTER started_at DROP DEFAULT,"
                + " ALTER started_at TYPE text, ALTER finished_at TYPE text;"
                + " ALTER TABLE _prisma_migrations DROP logs",
            "the column `logs` is missing"));
  }

  @ParameterizedTest
  @MethodSource
  void tables(String script, String remark) {
    HistoryStage stage = server.stage(project).manual("one", Standing.table("one"));
    stage.sql(Standing.table("one")).sql(script);

    History history = stage.read();

    assertThat(history.remarks()).contains("`_prisma_migrations`: " + remark);
    assertThat(history.isHealthy()).isFalse();
    assertThat(history.migrations())
        .filteredOn(m -> m.pattern().equals("manual"))
        .extracting(m -> m.state().label())
        .containsExactly("manual-applied");
  }

  @Test
  void readsRowsThatHoldAnything() {
    String sql = Standing.table("x");
    HistoryStage stage = server.stage(project);
    stage
        .file("prisma/migrations/1_x/migration.sql", sql)
        .sql(sql)
        .row("1_x", sql, "'infinity'", null, -5)
        .row("1_x", sql, "now()", null, 2_000_000_000)
        .row("a\nb\u001b[31m", sql, "now()", null, 1)
        .row("x".repeat(255), sql, null, null, 1)
        .sql(
            "INSERT INTO _prisma_migrations SELECT 'l', 'x', NULL, '2_logs', repeat('ü', 3000000),"
                + " NULL, '-infinity', 0");

    assertThat(stage.read().migrations())
        .extracting(m -> m.name().length() + " " + m.conditions())
        .containsExactlyInAnyOrder(
            "3 [APPLIED]", "8 [ORPHANED]", "255 [FAILED, ORPHANED]", "6 [FAILED, ORPHANED]");
  }

  @Test
  void readsNamesWithSpacesAndOtherLetters() {
    String name = "20250101000000_größe 改 's\"";
    HistoryStage stage = server.stage(project);
    stage
        .file("prisma/migrations/" + name + "/migration.sql", "CREATE TABLE spaced (a int);")
        .sql("CREATE TABLE spaced (a int)")
        .row(name.replace("'", "''"), "CREATE TABLE spaced (a int);", "now()", null, 0)
        .file("prisma/migrations/01_ein Größen-Index.sql", "CREATE INDEX gi ON spaced (a);");

    assertThat(stage.read().migrations())
        .extracting(m -> m.name() + " " + m.state().label())
        .containsExactly(name + " applied", "01_ein Größen-Index.sql manual-pending");
  }

  @Test
  void namesFilesOfEveryBadKindAndAnswersTheRest() throws IOException {
    HistoryStage stage = server.stage(project);
    Standing.PENDING.arrange(stage, "1_good");
    stage
        .file("prisma/migrations/2_broken/migration.sql", "CREATE TABEL x;")
        .row("2_broken", "CREATE TABEL x;", "now()", null, 0);
    stage.file("prisma/migrations/3_binary/migration.sql", "a\0b");
    stage.file("prisma/migrations/4_huge/migration.sql", "-- " + "x".repeat(9 << 20));
    Files.createDirectories(project.resolve("prisma/migrations/5_empty_folder"));
    Files.createDirectories(project.resolve("prisma/migrations/6_linked"));
    Files.createSymbolicLink(
        project.resolve("prisma/migrations/6_linked/migration.sql"),
        project.resolve("prisma/schema.prisma"));
    Files.createDirectories(project.resolve("prisma/migrations/7_folder/migration.sql"));

    History history = stage.read();

    assertThat(history.migrations())
        .extracting(m -> m.name() + " " + m.state().label())
        .containsExactly(
            "1_good pending",
            "2_broken applied",
            "3_binary pending",
            "4_huge pending",
            "5_empty_folder pending",
            "6_linked pending",
            "7_folder pending");
    assertThat(history.migrations().get(1).evidence())
        .anyMatch(line -> line.contains("PostgreSQL does not read it: syntax error"));
    assertThat(history.findings())
        .extracting(Finding::file, Finding::message)
        .extracting(tuple -> tuple.toList().get(0) + ": " + tuple.toList().get(1))
        .containsExactlyInAnyOrder(
            "prisma/migrations/3_binary/migration.sql: the file is no UTF-8 text",
            "prisma/migrations/4_huge/migration.sql: the file is larger than 8 MiB",
            "prisma/migrations/5_empty_folder: `5_empty_folder` has no `migration.sql`",
            "prisma/migrations/6_linked/migration.sql: the file is a symbolic link",
            "prisma/migrations/7_folder/migration.sql: the file is no regular file");
  }

  @Test
  void namesWhatThisUserMayNotRead() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root reads everything");
    HistoryStage stage = server.stage(project);
    Standing.PENDING.arrange(stage, "1_good");
    Standing.PENDING.arrange(stage, "2_secret");
    Path secret = project.resolve("prisma/migrations/2_secret/migration.sql");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));

    assertThat(stage.read().findings())
        .extracting(Finding::message)
        .containsExactly("the file may not be read by this user");
  }

  @Test
  void saysWhereTheSchemaIsClosedOrRowsAreHidden() {
    HistoryStage closed = server.stage(project);
    closed.administered("ALTER SCHEMA %s OWNER TO postgres; REVOKE ALL ON SCHEMA %s FROM keeper;");
    HistoryStage hidden = server.stage(project);
    hidden.administered(
        "ALTER TABLE %s._prisma_migrations OWNER TO postgres;"
            + " GRANT SELECT ON %s._prisma_migrations TO keeper;"
            + " ALTER TABLE %s._prisma_migrations ENABLE ROW LEVEL SECURITY");

    assertThat(closed.read().remarks())
        .containsExactly("`_prisma_migrations`: this role may not read it");
    assertThat(hidden.read().remarks())
        .containsExactly(
            "`_prisma_migrations`: row-level security may hide rows of it from this role");
  }

  @Test
  void looksInTheSchemaThatTheConnectionNames() {
    HistoryStage here = server.stage(project);
    Standing.APPLIED.arrange(here, "1_here");
    HistoryStage elsewhere = server.stage(project);

    assertThat(here.read().isHealthy()).isTrue();
    assertThat(here.read(elsewhere.schema()).migrations())
        .extracting(m -> m.state().label())
        .containsExactly("pending");
    assertThat(here.read("not_there").migrations())
        .extracting(m -> m.state().label())
        .containsExactly("pending");
  }
}
