package dev.sallyport.server.migration.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.shadow.Shadow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories applied to a real, empty PostgreSQL, and what is said of them. */
class FreshDatabaseTest {
  private static final String SCHEMA =
      """
      datasource db {
        provider = "postgresql"
      }

      model User {
        id    Int    @id
        email String @unique
      }
      """;
  private static final String INIT =
      """
      CREATE TABLE "User" (
          "id" INTEGER NOT NULL,
          "email" TEXT NOT NULL,
          CONSTRAINT "User_pkey" PRIMARY KEY ("id")
      );
      CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
      """;

  private static SqlReader reader;
  private static Shadow shadow;

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();
  private ProjectOnDisk project;

  @BeforeAll
  static void open() throws IOException {
    reader = new SqlReader();
    shadow = Shadow.embedded(Files.createTempDirectory("fresh"), reader);
  }

  @AfterAll
  static void close() {
    shadow.close();
    reader.close();
  }

  @BeforeEach
  void sound() {
    project = new ProjectOnDisk(folder).with("prisma/schema.prisma", SCHEMA);
    migration("20250101000000_init", INIT);
  }

  @Test
  void aHistoryThatMakesWhatTheSchemaSaysIsSound() {
    migration("20250102000000_trigger", "CREATE VIEW emails AS SELECT email FROM \"User\";\n");
    project.with(
        "prisma/migrations/01_index.sql",
        "CREATE INDEX IF NOT EXISTS user_lower ON \"User\" (lower(email));\n");

    assertThat(told()).isEmpty();
    assertThat(progress)
        .containsExactly(
            "a throw-away PostgreSQL takes 3 migrations",
            "1 of 3: 20250101000000_init",
            "2 of 3: 20250102000000_trigger",
            "3 of 3: 01_index.sql",
            "comparing the result with prisma/schema.prisma");
  }

  @Test
  void aMigrationThatFailsIsNamedWithItsLineAndStatement() {
    migration(
        "20250102000000_post",
        "-- a comment\nCREATE TABLE a (id int);\n\nALTER TABLE \"Usr\"\n  ADD COLUMN b int;\n");

    assertThat(told())
        .containsExactly(
            "error migration-fails prisma/migrations/20250102000000_post/migration.sql:4 statement"
                + " 2 fails on a fresh database: relation \"Usr\" does not exist");
  }

  @Test
  void whatLeavesTheDatabaseIsNotRun() {
    Path mark = folder.resolve("mark");
    migration(
        "20250102000000_out",
        "CREATE TABLE a (b text);\nCOPY a TO PROGRAM 'touch %s';\n".formatted(mark));

    assertThat(told())
        .singleElement()
        .asString()
        .startsWith(
            "error migration-refused prisma/migrations/20250102000000_out/migration.sql:2"
                + " statement 2 is not run: ");
    assertThat(mark).doesNotExist();
  }

  @Test
  void everyDifferenceIsAtItsLineOfTheSchema() {
    project.with(
        "prisma/schema.prisma",
        SCHEMA.replace("@unique\n", "@unique @db.VarChar(80)\n  phone String? @map(\"tel\")\n")
            + "\nmodel Post {\n  id Int @id\n  @@map(\"posts\")\n}\n");
    migration("20250102000000_age", "ALTER TABLE \"User\" ADD COLUMN \"age\" INTEGER;\n");

    assertThat(told())
        .containsExactlyInAnyOrder(
            "error schema-differs prisma/schema.prisma:5 column `public.\"User\".age` is made by"
                + " the migrations, and `prisma/schema.prisma` lacks it",
            "error schema-differs prisma/schema.prisma:7 `prisma/schema.prisma` differs from what"
                + " the migrations make: column `public.\"User\".email`: type is `character"
                + " varying(80)`, was `text`",
            "error schema-differs prisma/schema.prisma:8 column `public.\"User\".tel` is in"
                + " `prisma/schema.prisma`, and no migration makes it",
            "error schema-differs prisma/schema.prisma:11 table `public.posts` is in"
                + " `prisma/schema.prisma`, and no migration makes it");
  }

  @Test
  void rolesOfTheServerAreLentAndTold() {
    migration(
        "20250102000000_roles",
        """
        GRANT SELECT ON "User" TO "Reporter";
        """);

    assertThat(told())
        .containsExactly(
            "note role-assumed :0 the migrations name the role `Reporter`; the fresh database was"
                + " given one");
  }

  @Test
  void rolesThatAHistoryMakesAreMadeWithoutPowers() {
    migration(
        "20250102000000_roles",
        """
        -- the application
        /* has a role */
        CREATE ROLE app_user WITH LOGIN PASSWORD 'it''s'
          NOSUPERUSER CONNECTION LIMIT 5;
        DO $$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'Reader') THEN
            CREATE ROLE "Reader" NOLOGIN;
          END IF;
        END
        $$;
        DO $do$ BEGIN CREATE USER auditor; EXCEPTION WHEN duplicate_object THEN NULL; END $do$;
        GRANT SELECT ON "User" TO app_user, "Reader", auditor;
        DO $$ BEGIN
          IF (SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = 'app_user') THEN
            RAISE 'a login';
          END IF;
        END $$;
        """);

    assertThat(told()).isEmpty();
  }

  @Test
  void linesAndStatementsKeepTheirNumbersBehindARole() {
    migration("20250102000000_roles", "CREATE\nROLE late_user\nLOGIN;\n\nSELECT 1 / 0;\n");

    assertThat(told())
        .containsExactly(
            "error migration-fails prisma/migrations/20250102000000_roles/migration.sql:5 statement"
                + " 2 fails on a fresh database: division by zero");
  }

  @Test
  void aRoleWithPowersIsRefusedInWords() {
    migration("20250102000000_roles", "SELECT 1;\nCREATE ROLE boss LOGIN superuser;\n");

    assertThat(told())
        .containsExactly(
            "error migration-refused prisma/migrations/20250102000000_roles/migration.sql:2"
                + " statement 2 is not run: it makes a role with `SUPERUSER`, a power over the"
                + " whole server");
  }

  @Test
  void otherStatementsAboutRolesStayRefused() {
    for (String sql :
        List.of(
            "CREATE ROLE x IN ROLE pg_read_server_files",
            "CREATE ROLE x ADMIN postgres",
            "CREATE ROLE pg_mine",
            "ALTER ROLE postgres SUPERUSER",
            "GRANT pg_execute_server_program TO PUBLIC",
            "DROP ROLE postgres",
            "CREATE ROLE x PASSWORD '" + "a".repeat(100_000) + "'",
            "DO $$ BEGIN CREATE ROLE x; CREATE ROLE y SUPERUSER;"
                + " EXCEPTION WHEN others THEN RAISE; END $$")) {
      migration("20250102000000_roles", sql + ";\n");

      assertThat(told()).as(sql).singleElement().asString().startsWith("error migration-");
    }
  }

  @Test
  void aSchemaThatCannotBeReadIsNoSoundOne() {
    project.with("prisma/schema.prisma", SCHEMA + "\nmodel Broken {\n  id Nothing @id\n}\n");

    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("error schema-not-compared prisma/schema.prisma:0 it could not be compared");
  }

  private void migration(String name, String sql) {
    project.with("prisma/migrations/" + name + "/migration.sql", sql);
  }

  private List<String> told() {
    return new FreshDatabase(project.files(), shadow, reader, progress::add)
        .findings().stream().map(FreshDatabaseTest::line).toList();
  }

  private static String line(Finding finding) {
    assertThat(finding.help()).isNotEmpty();
    return String.join(
        " ",
        finding.severity().label(),
        finding.rule(),
        finding.file() + ":" + finding.line(),
        finding.message());
  }
}
