package dev.sallyport.server.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every condition on a real PostgreSQL, alone and beside every other. */
class HistoryTest {
  @TempDir static Path folder;
  private static HistoryStage.Server server;

  @BeforeAll
  static void start() {
    server = new HistoryStage.Server(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A way a migration can stand, and how to bring one there. */
  enum Standing {
    APPLIED("applied") {
      @Override
      void arrange(HistoryStage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).sql(sql).row(name, sql, "now()", null, 1);
      }
    },
    RESOLVED("applied") {
      @Override
      void arrange(HistoryStage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).sql(sql).row(name, sql, "now()", null, 0);
      }
    },
    PENDING("pending") {
      @Override
      void arrange(HistoryStage stage, String name) {
        stage.file(directory(name), table(name));
      }
    },
    FAILED("failed") {
      @Override
      void arrange(HistoryStage stage, String name) {
        String sql = table(name) + table(name + "_more");
        stage.file(directory(name), sql).sql(table(name)).row(name, sql, null, null, 0);
      }
    },
    ROLLED_BACK("rolled-back") {
      @Override
      void arrange(HistoryStage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).row(name, sql, null, "now()", 0);
      }
    },
    GHOST("ghost") {
      @Override
      void arrange(HistoryStage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).row(name, sql, "now()", null, 0);
      }
    },
    ORPHANED("orphaned") {
      @Override
      void arrange(HistoryStage stage, String name) {
        stage.row(name, table(name), "now()", null, 1);
      }
    },
    EDITED("edited") {
      @Override
      void arrange(HistoryStage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), "-- later\n" + sql).sql(sql).row(name, sql, "now()", null, 1);
      }
    },
    MANUAL_APPLIED("manual-applied") {
      @Override
      void arrange(HistoryStage stage, String name) {
        stage.manual(name, table(name)).sql(table(name));
      }
    },
    MANUAL_PARTIAL("manual-partial") {
      @Override
      void arrange(HistoryStage stage, String name) {
        stage.manual(name, table(name) + table(name + "_more")).sql(table(name));
      }
    },
    MANUAL_PENDING("manual-pending") {
      @Override
      void arrange(HistoryStage stage, String name) {
        stage.manual(name, table(name));
      }
    },
    MANUAL_UNKNOWN("manual-unknown") {
      @Override
      void arrange(HistoryStage stage, String name) {
        stage.manual(name, "UPDATE nothing SET a = 1;");
      }
    };

    private final String state;

    Standing(String state) {
      this.state = state;
    }

    abstract void arrange(HistoryStage stage, String name);

    boolean isManual() {
      return name().startsWith("MANUAL");
    }

    static String directory(String name) {
      return "prisma/migrations/" + name + "/migration.sql";
    }

    static String table(String name) {
      return "CREATE TABLE IF NOT EXISTS \"t_" + name + "\" (id int PRIMARY KEY);\n";
    }
  }

  static Stream<Arguments> standings() {
    List<Arguments> pairs = new ArrayList<>();
    for (Standing one : Standing.values()) {
      pairs.add(Arguments.argumentSet(one.state + " (" + one + ") alone", one, null));
      for (Standing other : EnumSet.range(one, Standing.MANUAL_UNKNOWN)) {
        pairs.add(Arguments.argumentSet(one + " and " + other, one, other));
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest
  @MethodSource("standings")
  void namesEveryStanding(Standing one, Standing other, @TempDir Path project) {
    HistoryStage stage = server.stage(project);
    one.arrange(stage, "20250101000000_one");
    if (other != null) {
      other.arrange(stage, "20250202000000_other");
    }

    History history = stage.read();

    assertThat(state(history, one, "one", 1)).isEqualTo(one.state);
    if (other != null) {
      assertThat(state(history, other, "other", one.isManual() ? 2 : 1)).isEqualTo(other.state);
    }
    boolean good =
        Stream.of(one, other == null ? one : other).allMatch(s -> s.state.endsWith("applied"));
    assertThat(history.isHealthy()).isEqualTo(good);
    assertThat(history.migrations())
        .allSatisfy(
            migration -> {
              assertThat(migration.evidence()).isNotEmpty();
              assertThat(migration.remedy().isEmpty()).isEqualTo(migration.state().isGood());
            });
  }

  private static String state(History history, Standing standing, String name, int number) {
    return history.migrations().stream()
        .filter(m -> m.name().endsWith(name) || m.name().equals("0" + number + "_" + name + ".sql"))
        .filter(m -> m.pattern().equals(standing.isManual() ? "manual" : "prisma"))
        .map(m -> m.state().label())
        .findFirst()
        .orElse("not mentioned");
  }

  @Test
  void namesEverythingThatIsSoOfOneMigration(@TempDir Path project) {
    String sql = Standing.table("x");
    HistoryStage stage = server.stage(project);
    stage
        .file("prisma/migrations/1_failed_edited/migration.sql", "-- edited\n" + sql)
        .row("1_failed_edited", sql, null, null, 0)
        .file("prisma/migrations/2_ghost_edited/migration.sql", "-- edited\n" + sql)
        .row("2_ghost_edited", sql, "now()", null, 0)
        .row("3_orphan_failed", sql, null, null, 0)
        .row("4_orphan_rolled_back", sql, null, "now()", 0)
        .file("prisma/migrations/5_again/migration.sql", "CREATE TABLE again (a int);")
        .sql("CREATE TABLE again (a int);")
        .row("5_again", "CREATE TABLE again (a int);", null, "now()", 0)
        .row("5_again", "CREATE TABLE again (a int);", "now()", null, 1);

    assertThat(stage.read().migrations())
        .extracting(m -> m.name() + " " + m.conditions())
        .containsExactlyInAnyOrder(
            "1_failed_edited [FAILED, EDITED]",
            "2_ghost_edited [GHOST, EDITED]",
            "3_orphan_failed [FAILED, ORPHANED]",
            "4_orphan_rolled_back [ORPHANED, ROLLED_BACK]",
            "5_again [APPLIED]");
  }

  @Test
  void tellsWhatAFailureLeftBehindAndNoValuesOfRows(@TempDir Path project) {
    HistoryStage stage = server.stage(project);
    String sql = Standing.table("a") + Standing.table("b");
    stage
        .file("prisma/migrations/1_names/migration.sql", sql)
        .sql(Standing.table("a"))
        .row("1_names", sql, null, null, 0)
        .logs("1_names", "Database error code: 42P01\n\nERROR: relation \"x\" does not exist")
        .file("prisma/migrations/2_values/migration.sql", "SELECT 1;")
        .row("2_values", "SELECT 1;", null, null, 0)
        .logs("2_values", "Database error code: 22P02\n\nERROR: invalid input: \"secret@mail\"");

    List<MigrationReport> reports = stage.read().migrations();

    assertThat(reports.get(0).evidence())
        .contains(
            "it ended with 42P01: relation \"x\" does not exist",
            "partly applied: table `"
                + stage.schema()
                + ".t_b` is missing, column `"
                + stage.schema()
                + ".t_b.id` is missing, constraint `"
                + stage.schema()
                + ".t_b.(unnamed)` is missing")
        .anyMatch(line -> line.contains("partly applied"));
    assertThat(reports.get(1).evidence()).contains("it ended with 22P02");
    assertThat(reports.toString()).doesNotContain("secret@mail");
  }

  @Test
  void callsADatabaseWithoutTrackingUnmanaged(@TempDir Path project) {
    HistoryStage stage =
        server.stage(project).sql("DROP TABLE _prisma_migrations; CREATE TABLE t (a int);");

    History history = stage.read();

    assertThat(history.unmanaged()).isTrue();
    assertThat(history.isHealthy()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"PENDING", "MANUAL_APPLIED", "MANUAL_PARTIAL", "MANUAL_PENDING", "MANUAL_UNKNOWN"})
  void callsItUnmanagedBesideEveryStandingThatNeedsNoRow(Standing standing, @TempDir Path project) {
    HistoryStage stage = server.stage(project);
    standing.arrange(stage, "20250101000000_one");
    stage.sql("DROP TABLE _prisma_migrations; CREATE TABLE others (a int);");

    History history = stage.read();

    assertThat(history.unmanaged()).isTrue();
    assertThat(history.isHealthy()).isFalse();
    assertThat(state(history, standing, "one", 1)).isEqualTo(standing.state);
  }

  @Test
  void readsATableThatLacksColumns(@TempDir Path project) {
    HistoryStage stage = server.stage(project);
    Standing.APPLIED.arrange(stage, "1_one");
    stage.sql("ALTER TABLE _prisma_migrations DROP COLUMN logs, DROP COLUMN checksum;");

    History history = stage.read();

    assertThat(history.remarks())
        .containsExactly(
            "`_prisma_migrations`: the column `checksum` is missing",
            "`_prisma_migrations`: the column `logs` is missing");
    assertThat(history.migrations()).extracting(m -> m.state().label()).containsExactly("applied");
  }

  @Test
  void readsNothingThatCouldRunSomebodysFunction(@TempDir Path project) {
    HistoryStage stage = server.stage(project);
    stage.sql(
        """
        DROP TABLE _prisma_migrations;
        CREATE FUNCTION trap() RETURNS int LANGUAGE plpgsql AS $$BEGIN RAISE 'sprung'; END$$;
        CREATE VIEW _prisma_migrations AS SELECT trap() AS id;
        """);

    assertThat(stage.read().remarks())
        .containsExactly("`_prisma_migrations`: `_prisma_migrations` is no ordinary table");
  }

  @Test
  void saysWhereItMayNotRead(@TempDir Path project) {
    HistoryStage stage = server.stage(project);
    stage.manual("one", Standing.table("one"));
    stage.sql("REVOKE ALL ON _prisma_migrations FROM keeper;");

    History history = stage.read();

    assertThat(history.remarks())
        .containsExactly("`_prisma_migrations`: this role may not read it");
    assertThat(history.migrations())
        .extracting(m -> m.state().label())
        .containsExactly("manual-pending");
  }

  @Test
  void goesOnWhereFilesAreBroken(@TempDir Path project) throws IOException {
    HistoryStage stage = server.stage(project);
    stage
        .manual("good", Standing.table("good"))
        .sql(Standing.table("good"))
        .manual("broken", "CREATE TABEL x;")
        .manual("binary", "a\0b");
    Files.createSymbolicLink(
        project.resolve("prisma/migrations/04_link.sql"), Path.of("/etc/passwd"));

    assertThat(stage.read().migrations())
        .extracting(m -> m.name() + " " + m.state().label() + " " + m.evidence().get(0))
        .containsExactly(
            "01_good.sql manual-applied all 5 things it leaves behind are in the database",
            "02_broken.sql manual-unknown PostgreSQL does not read it: syntax error at or near"
                + " \"TABEL\"",
            "03_binary.sql manual-unknown the file is no UTF-8 text");
  }

  @Test
  void readsTheBookingExample(@TempDir Path project) {
    EmbeddedDatabase booking = server.createDatabase("booking");
    BookingExample.load(booking);
    ProjectOnDisk disk = ProjectOnDisk.booking(project);

    History history = server.read(disk, booking.url());

    assertThat(history.migrations())
        .extracting(m -> m.name() + " " + m.state().label())
        .containsExactly(
            "20251016140827_initial_schema applied",
            "20251023152454_add_password_hash applied",
            "01_add_webhook_events.sql manual-applied",
            "02_add_performance_indexes.sql manual-applied",
            "03_add_multi_tenancy.sql manual-applied",
            "04_add_audit_trail.sql manual-applied",
            "05_add_reminders.sql manual-applied",
            "06_add_customer_search.sql manual-applied");
    assertThat(history.nextManual()).isEqualTo("07");
    assertThat(history.isHealthy()).isTrue();
  }

  @Test
  void findsNothingOfTheBookingExampleInAnEmptyDatabase(@TempDir Path project) {
    EmbeddedDatabase empty = server.createDatabase("empty");

    History history = server.read(ProjectOnDisk.booking(project), empty.url());

    assertThat(history.migrations())
        .extracting(m -> m.state().label())
        .containsOnly("pending", "manual-pending")
        .hasSize(8);
    assertThat(history.unmanaged()).isFalse();
  }
}
