package dev.sallyport.server.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every condition on a real PostgreSQL, alone and beside every other. */
class HistoryTest {
  private static final String TRACKING =
      """
      CREATE TABLE _prisma_migrations (
        id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
        finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
        rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
        applied_steps_count INTEGER NOT NULL DEFAULT 0);
      """;

  @TempDir static Path folder;
  private static EmbeddedServer server;
  private static EmbeddedDatabase shared;
  private static SqlReader reader;
  private static int schemas;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(folder);
    shared = server.createDatabase("histories", "keeper");
    reader = new SqlReader();
  }

  @AfterAll
  static void stop() {
    reader.close();
    server.close();
  }

  /** A way a migration can stand, and how to bring one there. */
  enum Standing {
    APPLIED("applied") {
      @Override
      void arrange(Stage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).sql(sql).row(name, sql, "now()", null, 1);
      }
    },
    RESOLVED("applied") {
      @Override
      void arrange(Stage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).sql(sql).row(name, sql, "now()", null, 0);
      }
    },
    PENDING("pending") {
      @Override
      void arrange(Stage stage, String name) {
        stage.file(directory(name), table(name));
      }
    },
    FAILED("failed") {
      @Override
      void arrange(Stage stage, String name) {
        String sql = table(name) + table(name + "_more");
        stage.file(directory(name), sql).sql(table(name)).row(name, sql, null, null, 0);
      }
    },
    ROLLED_BACK("rolled-back") {
      @Override
      void arrange(Stage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).row(name, sql, null, "now()", 0);
      }
    },
    GHOST("ghost") {
      @Override
      void arrange(Stage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), sql).row(name, sql, "now()", null, 0);
      }
    },
    ORPHANED("orphaned") {
      @Override
      void arrange(Stage stage, String name) {
        stage.row(name, table(name), "now()", null, 1);
      }
    },
    EDITED("edited") {
      @Override
      void arrange(Stage stage, String name) {
        String sql = table(name);
        stage.file(directory(name), "-- later\n" + sql).sql(sql).row(name, sql, "now()", null, 1);
      }
    },
    MANUAL_APPLIED("manual-applied") {
      @Override
      void arrange(Stage stage, String name) {
        stage.manual(name, table(name)).sql(table(name));
      }
    },
    MANUAL_PARTIAL("manual-partial") {
      @Override
      void arrange(Stage stage, String name) {
        stage.manual(name, table(name) + table(name + "_more")).sql(table(name));
      }
    },
    MANUAL_PENDING("manual-pending") {
      @Override
      void arrange(Stage stage, String name) {
        stage.manual(name, table(name));
      }
    },
    MANUAL_UNKNOWN("manual-unknown") {
      @Override
      void arrange(Stage stage, String name) {
        stage.manual(name, "UPDATE nothing SET a = 1;");
      }
    };

    private final String state;

    Standing(String state) {
      this.state = state;
    }

    abstract void arrange(Stage stage, String name);

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
    Stage stage = new Stage(project);
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
    Stage stage = new Stage(project);
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
    Stage stage = new Stage(project);
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
                + stage.schema
                + ".t_b` is missing, column `"
                + stage.schema
                + ".t_b.id` is missing, constraint `"
                + stage.schema
                + ".t_b.(unnamed)` is missing")
        .anyMatch(line -> line.contains("partly applied"));
    assertThat(reports.get(1).evidence()).contains("it ended with 22P02");
    assertThat(reports.toString()).doesNotContain("secret@mail");
  }

  @Test
  void callsADatabaseWithoutTrackingUnmanaged(@TempDir Path project) {
    Stage stage = new Stage(project).sql("DROP TABLE _prisma_migrations; CREATE TABLE t (a int);");

    History history = stage.read();

    assertThat(history.unmanaged()).isTrue();
    assertThat(history.isHealthy()).isFalse();
  }

  @Test
  void readsATableThatLacksColumns(@TempDir Path project) {
    Stage stage = new Stage(project);
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
    Stage stage = new Stage(project);
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
    Stage stage = new Stage(project);
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
    Stage stage = new Stage(project);
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
    EmbeddedDatabase booking = server.createDatabase("booking", "booking_owner");
    BookingExample.load(booking);
    ProjectOnDisk disk = ProjectOnDisk.booking(project);

    History history = read(disk, booking.url());

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
    EmbeddedDatabase empty = server.createDatabase("empty", "empty_owner");

    History history = read(ProjectOnDisk.booking(project), empty.url());

    assertThat(history.migrations())
        .extracting(m -> m.state().label())
        .containsOnly("pending", "manual-pending")
        .hasSize(8);
    assertThat(history.unmanaged()).isFalse();
  }

  private static History read(ProjectOnDisk disk, String url) {
    try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null)) {
      return History.read(
          disk.files(),
          new History.Facts() {
            @Override
            public <T> T ask(Function<CatalogSession, T> question) {
              return target.facts(question);
            }
          },
          reader.schemas());
    }
  }

  /** A project on disk and a schema of its own for it. */
  private static final class Stage {
    private final ProjectOnDisk disk;
    private final String schema;
    private int manual;

    Stage(Path project) {
      schemas++;
      schema = "case_" + schemas;
      disk = new ProjectOnDisk(project).with("prisma/schema.prisma", "datasource db {\n}\n");
      shared.run("CREATE SCHEMA " + schema);
      sql(TRACKING);
    }

    Stage file(String path, String sql) {
      disk.with(path, sql);
      return this;
    }

    Stage manual(String name, String sql) {
      manual++;
      String plain = name.replaceFirst("^\\d+_", "");
      return file("prisma/migrations/0" + manual + "_" + plain + ".sql", sql);
    }

    Stage sql(String script) {
      shared.run("SET search_path TO " + schema + "; " + script);
      return this;
    }

    Stage row(String name, String sql, String finished, String rolledBack, int steps) {
      String checksum = Checksum.of(sql.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return sql(
          """
          INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name,
            rolled_back_at, started_at, applied_steps_count)
          VALUES (gen_random_uuid(), '%s', %s, '%s', %s, now() - interval '1 second', %d)
          """
              .formatted(checksum, finished, name, rolledBack, steps));
    }

    Stage logs(String name, String logs) {
      return sql(
          "UPDATE _prisma_migrations SET logs = '"
              + logs
              + "' WHERE migration_name = '"
              + name
              + "'");
    }

    History read() {
      return HistoryTest.read(disk, shared.url() + "?schema=" + schema);
    }
  }
}
