package dev.sallyport.server.migration.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import dev.sallyport.server.shadow.Shadow;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Every scenario on three real sides. */
class DriftCheckTest {
  private static final String TRACKING =
      """
      CREATE TABLE _prisma_migrations (
        id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
        finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
        rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
        applied_steps_count INTEGER NOT NULL DEFAULT 0);
      """;

  private static final String INIT =
      """
      CREATE TYPE "Kind" AS ENUM ('A', 'B');
      CREATE TABLE "User" (
          "id" SERIAL NOT NULL,
          "email" TEXT NOT NULL,
          "kind" "Kind" NOT NULL DEFAULT 'A',
          CONSTRAINT "User_pkey" PRIMARY KEY ("id")
      );
      CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
      """;

  /** The migration with its row in Prisma's table. */
  private static final String APPLIED =
      TRACKING
          + INIT
          + """
          INSERT INTO _prisma_migrations
            (id, checksum, finished_at, migration_name, applied_steps_count)
          VALUES ('1', encode(sha256(convert_to($sql$%s$sql$, 'UTF8')), 'hex'), now(),
            '20250101000000_init', 1);
          """
              .formatted(INIT);

  private static final String MANUAL =
      """
      CREATE INDEX IF NOT EXISTS user_email_lower ON "User" (lower(email));
      CREATE TABLE IF NOT EXISTS ledger (id int PRIMARY KEY);
      """;

  private static final String SCHEMA =
      """
      datasource db {
        provider = "postgresql"
      }

      enum Kind {
        A
        B
      }

      model User {
        id    Int    @id @default(autoincrement())
        email String @unique
        kind  Kind   @default(A)
      }

      model ledger {
        id Int @id
      }
      """;

  @TempDir static Path folder;
  private static SqlReader reader;
  private static Shadow shadow;
  private static EmbeddedServer server;
  private static int databases;

  @BeforeAll
  static void open() throws java.io.IOException {
    reader = new SqlReader();
    shadow = Shadow.embedded(folder, reader);
    server = EmbeddedServer.start(Files.createTempDirectory(folder, "live"));
  }

  @AfterAll
  static void close() {
    shadow.close();
    server.close();
    reader.close();
  }

  private static ProjectOnDisk project() throws java.io.IOException {
    return new ProjectOnDisk(Files.createTempDirectory(folder, "project"))
        .with("prisma/migrations/20250101000000_init/migration.sql", INIT)
        .with("prisma/migrations/01_search.sql", MANUAL)
        .with("prisma/schema.prisma", SCHEMA);
  }

  private static DriftReport check(ProjectOnDisk project, String... live) {
    EmbeddedDatabase empty = server.createDatabase("live_" + ++databases, "keeper_" + databases);
    for (String sql : live) {
      empty.run(sql);
    }
    try (TargetDatabase database =
        new TargetDatabase(ConnectionSettings.parse(empty.url()), null)) {
      SideReader.Asking asking =
          new SideReader.Asking() {
            @Override
            public <T> T ask(Function<CatalogSession, T> question) {
              return database.facts(question);
            }
          };
      SideReader sides = new SideReader(project.files(), asking, () -> shadow);
      return new DriftCheck(
              project.files(), sides, asking, reader::schemas, new DriftMemory(project.root()))
          .run();
    }
  }

  @Test
  void explainsWhatPrismaWouldCallDrift() throws Exception {
    DriftReport report = check(project(), APPLIED, MANUAL);

    assertThat(report.drift()).isEmpty();
    assertThat(report.remarks()).isEmpty();
    assertThat(report.explained())
        .extracting(Explanation::reason, Explanation::objects)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("manual", List.of("table public.ledger")),
            org.assertj.core.api.Assertions.tuple(
                "inexpressible", List.of("index public.user_email_lower")));
  }

  static Stream<Arguments> namesTheScenario() {
    String more = SCHEMA.replace("@unique\n", "@unique\n  name  String?\n");
    String third = SCHEMA.replace("  B\n", "  B\n  C\n");
    return Stream.of(
        argumentSet(
            "pushed to the database, no migration",
            more,
            "",
            "ALTER TABLE \"User\" ADD COLUMN name text",
            Scenario.CATCH_UP,
            List.of("column public.User.name")),
        argumentSet(
            "migration not deployed",
            more,
            "ALTER TABLE \"User\" ADD COLUMN \"name\" TEXT;",
            "",
            Scenario.MISSING,
            List.of("column public.User.name")),
        argumentSet(
            "schema changed, no migration",
            more,
            "",
            "",
            Scenario.MISSING,
            List.of("column public.User.name")),
        argumentSet(
            "value in the schema only",
            third,
            "",
            "",
            Scenario.ENUM_VALUE,
            List.of("value C of enum public.Kind")),
        argumentSet(
            "value in a migration",
            third,
            "ALTER TYPE \"Kind\" ADD VALUE 'C';",
            "",
            Scenario.ENUM_VALUE,
            List.of("value C of enum public.Kind")),
        argumentSet(
            "made by hand",
            SCHEMA,
            "",
            "CREATE TABLE \"odd. 🎉\"\"name\" (id int)",
            Scenario.UNEXPLAINED,
            List.of("table public.\"odd. 🎉\"\"name\"")),
        argumentSet(
            "changed by hand",
            SCHEMA,
            "",
            "ALTER TABLE \"User\" ALTER COLUMN email DROP NOT NULL",
            Scenario.UNEXPLAINED,
            List.of("column public.User.email")),
        argumentSet(
            "a trigger that nobody knows of",
            SCHEMA,
            "",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            Scenario.UNEXPLAINED,
            List.of("function public.f")));
  }

  @ParameterizedTest
  @MethodSource
  void namesTheScenario(
      String schema, String migration, String live, Scenario expected, List<String> objects)
      throws Exception {
    ProjectOnDisk project = project().with("prisma/schema.prisma", schema);
    if (!migration.isEmpty()) {
      project.with("prisma/migrations/20250202000000_more/migration.sql", migration);
    }

    DriftReport report =
        live.isEmpty() ? check(project, APPLIED, MANUAL) : check(project, APPLIED, MANUAL, live);

    assertThat(report.drift())
        .extracting(Drift::scenario, Drift::objects)
        .containsExactly(org.assertj.core.api.Assertions.tuple(expected, objects));
    assertThat(report.drift().get(0).commands()).isNotEmpty();
  }

  @Test
  void callsADatabaseWithoutHistoryABaseline() throws Exception {
    DriftReport report = check(project(), INIT);

    assertThat(report.drift()).extracting(Drift::scenario).containsExactly(Scenario.BASELINE);
  }

  @Test
  void triesADirectoryBehindTheNumberedFileThatItNeeds() throws Exception {
    String later = "ALTER TABLE ledger ADD COLUMN \"note\" TEXT;";
    ProjectOnDisk project =
        project()
            .with("prisma/migrations/20250303000000_note/migration.sql", later)
            .with(
                "prisma/schema.prisma",
                SCHEMA.replace("id Int @id\n", "id Int @id\n  note String?\n"));

    DriftReport report = check(project, APPLIED, MANUAL, later);

    assertThat(report.drift()).isEmpty();
  }

  @Test
  void understandsTheBookingIncident() throws Exception {
    ProjectOnDisk project = ProjectOnDisk.booking(Files.createTempDirectory(folder, "booking"));
    List<String> applied =
        BookingExample.files().stream().filter(file -> file.endsWith(".sql")).toList();

    DriftReport report =
        check(
            project,
            Stream.concat(
                    Stream.of(TRACKING),
                    applied.stream()
                        .filter(file -> file.startsWith("prisma/migrations/"))
                        .map(BookingExample::text))
                .toArray(String[]::new));

    assertThat(report.remarks()).noneMatch(remark -> remark.contains("left out"));
    assertThat(report.drift()).extracting(Drift::scenario).containsExactly(Scenario.MISSING);
    assertThat(report.drift().get(0).objects())
        .contains(
            "enum public.BookingType",
            "column public.Booking.bookingType",
            "column public.Booking.cancelledAt",
            "table public.Service",
            "table public.AvailabilityRule");
    assertThat(report.drift().get(0).commands()).contains("propose_migration from_schema=true");
    assertThat(report.explained())
        .extracting(Explanation::reason)
        .contains("manual", "inexpressible");
  }

  static Stream<Arguments> saysWhereAMigrationFails() {
    return Stream.of(
        argumentSet(
            "a statement", "SELECT 1;\nALTER TABLE nowhere ADD x int;", ":2`, statement 2 fails"),
        argumentSet(
            "a meta command of psql",
            "SELECT 1;\n\\set ON_ERROR_STOP on\nSELECT 1;",
            ":2` is refused"),
        argumentSet(
            "rows for COPY",
            "SELECT 1;\nCOPY \"User\" FROM stdin;\n1\ta\tA\n\\.\n",
            "` is refused"),
        argumentSet(
            "behind a COMMIT",
            "BEGIN;\nCREATE TABLE t(a int);\nCOMMIT;\nALTER TABLE t ADD a int;",
            ":4`, statement 4 fails"),
        argumentSet(
            "behind a savepoint",
            "BEGIN;\nSAVEPOINT s;\nROLLBACK TO s;\nDROP TABLE nowhere;\nCOMMIT;",
            ":4`, statement 4 fails"),
        argumentSet("fifty megabytes", "SELECT 1;\n".repeat(5 << 20), "larger than 8 MiB"),
        argumentSet(
            "a program", "COPY \"User\" TO PROGRAM 'touch /tmp/x';", "statement 1 is refused"),
        argumentSet(
            "a role that is not there",
            "ALTER TABLE \"User\" OWNER TO nobody_here;",
            "nobody_here"),
        argumentSet("an extension that is not there", "CREATE EXTENSION \"no_such\";", "no_such"));
  }

  @ParameterizedTest
  @MethodSource
  void saysWhereAMigrationFails(String sql, String expected) throws Exception {
    String path = "prisma/migrations/20250404000000_bad/migration.sql";
    ProjectOnDisk project = project().with(path, sql);

    assertThatThrownBy(() -> check(project, APPLIED, MANUAL))
        .isInstanceOf(SallyportException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(expected);
  }

  @Test
  void saysThatADatabaseChangedWhileItWasCompared() throws Exception {
    EmbeddedDatabase one = server.createDatabase("changing", "changing_owner");
    EmbeddedDatabase two = server.createDatabase("waiting", "waiting_owner");
    two.run("CREATE TABLE t (a int)");
    SideReader.Asking nothing =
        new SideReader.Asking() {
          @Override
          public <T> T ask(Function<CatalogSession, T> question) {
            throw new AssertionError("no side of a project is compared");
          }
        };
    DatabaseDiff diff =
        new DatabaseDiff(
            new SideReader(project().files(), nothing, () -> shadow),
            servers -> {
              one.run("CREATE TABLE late (a int)");
              return shadow;
            });

    Differences changed = diff.between(one.url(), two.url(), true, List.of(), List.of());
    Differences still = diff.between(one.url(), two.url(), false, List.of(), List.of());

    assertThat(changed.remarks()).containsExactly(Differences.CHANGED);
    assertThat(still.remarks()).isEmpty();
  }

  @Test
  void comparesWithoutASchemaThatIsNotValid() throws Exception {
    ProjectOnDisk project = project().with("prisma/schema.prisma", SCHEMA + "model Broken {\n}\n");

    DriftReport report = check(project, APPLIED, MANUAL);

    assertThat(report.drift()).isEmpty();
    assertThat(report.remarks())
        .singleElement()
        .asString()
        .startsWith("schema.prisma was left out of the comparison: Prisma refuses the schema");
  }
}
