package dev.sallyport.server.migration.lint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.shadow.Shadow;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linter on a project's folder. */
class ProjectLintTest {
  private static final String FOLDER = "prisma/migrations/";

  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void whatTheBaselineKnowsIsNotSaidAgain(@TempDir Path folder) {
    ProjectOnDisk project =
        new ProjectOnDisk(folder).with(FOLDER + "1_a/migration.sql", "DROP TABLE a;");
    project.with(Baseline.FILE, Baseline.of(run(project).all()));
    project.with(FOLDER + "2_b/migration.sql", "DROP TABLE a;");

    assertThat(run(project).findings())
        .extracting(Finding::rule, Finding::file)
        .containsExactly(tuple("drop-table", FOLDER + "2_b/migration.sql"));
  }

  @Test
  void theConfigurationChangesSeveritiesAndItsSlipsAreTold(@TempDir Path folder) {
    ProjectOnDisk project =
        new ProjectOnDisk(folder)
            .with(FOLDER + "1_a/migration.sql", "DROP TABLE a;")
            .with(
                LintConfiguration.FILE,
                "{\"rules\": {\"drop-table\": \"off\", \"dorp\": \"off\"}, \"x\": 1}");

    assertThat(run(project).findings())
        .extracting(Finding::rule, Finding::message)
        .containsExactly(
            tuple("lint-configuration", "`x` is no key here"),
            tuple("lint-configuration", "`dorp` is no rule"));
  }

  @Test
  void aNamedFileOutsideTheHistoryIsLintedToo(@TempDir Path folder) {
    ProjectOnDisk project = new ProjectOnDisk(folder).with("scratch/x.sql", "DROP TABLE a;");

    assertThat(run(project, "scratch/x.sql").findings())
        .extracting(Finding::file)
        .containsExactly("scratch/x.sql");
  }

  @Test
  void bytesThatAreNoUtf8AreToldWithTheirPlaceAndTheRestIsLinted(@TempDir Path folder)
      throws IOException {
    ProjectOnDisk project = new ProjectOnDisk(folder).with("a/0.sql", "SELECT 1;");
    write(folder, "a/latin.sql", "SELECT 1;\nSELECT 'é';\nDROP TABLE a;", ISO_8859_1);
    write(folder, "a/nul.sql", "SELECT 1;\0\nDROP TABLE b;", UTF_8);
    write(folder, "a/wide.sql", "\uFEFFDROP TABLE c;", UTF_16LE);
    write(folder, "a/empty.sql", "\n", UTF_8);
    Files.write(folder.resolve("a/image.sql"), new byte[] {1, 2, 3, 4, 5, 6, 7, 0, -1, -2, 1, 2});

    assertThat(run(project, "a").findings())
        .extracting(Finding::rule, Finding::file, Finding::line, Finding::column, Finding::message)
        .containsExactlyInAnyOrder(
            tuple("migration-syntax", "a/empty.sql", 0, 0, "the file is empty"),
            tuple(
                "migration-syntax",
                "a/image.sql",
                1,
                8,
                "the file is no text: it holds a NUL byte, which no text of PostgreSQL's holds"),
            tuple(
                "migration-syntax",
                "a/latin.sql",
                2,
                9,
                "PostgreSQL does not read it: the byte 0xE9, which is no UTF-8"),
            tuple("drop-table", "a/latin.sql", 3, 1, "`DROP TABLE a` loses its rows"),
            tuple(
                "migration-syntax",
                "a/nul.sql",
                1,
                10,
                "PostgreSQL does not read it: a NUL byte, which no text of PostgreSQL's holds"),
            tuple("drop-table", "a/nul.sql", 2, 1, "`DROP TABLE b` loses its rows"),
            tuple("migration-syntax", "a/wide.sql", 1, 1, "the file is UTF-16LE, not UTF-8"),
            tuple("drop-table", "a/wide.sql", 1, 1, "`DROP TABLE c` loses its rows"));
  }

  @Test
  void aFolderIsReadInTheOrderOfItsNumbersAndWithoutTheWayBack(@TempDir Path folder) {
    ProjectOnDisk project =
        new ProjectOnDisk(folder)
            .with("db/2_add.sql", "CREATE TABLE a (id bigint PRIMARY KEY, b text);")
            .with("db/10_index.sql", "SET lock_timeout = '2s'; CREATE INDEX ON a (b);")
            .with("db/10_index.down.sql", "DROP TABLE a;")
            .with("db/revert/2_add.sql", "DROP TABLE a;");

    assertThat(run(project, "db").findings())
        .extracting(Finding::rule, Finding::file, finding -> finding.facts().get(0).says())
        .containsExactly(
            tuple(
                "index-without-concurrently",
                "db/10_index.sql",
                "`a` was made by `db/2_add.sql`, so it is taken to be in use"));
  }

  @Test
  void aLinkIsToldAndNotFollowed(@TempDir Path folder) throws IOException {
    ProjectOnDisk project = new ProjectOnDisk(folder).with("b/0.sql", "DROP TABLE a;");
    Files.createDirectory(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a/1.sql"), Path.of("../b/0.sql"));

    assertThat(run(project, "a").findings())
        .extracting(Finding::rule, Finding::severity, Finding::file)
        .containsExactly(tuple("migration-syntax", Finding.Severity.ERROR, "a/1.sql"));
  }

  @Test
  void aDumpIsLintedWhateverItsRowsTake(@TempDir Path folder) {
    String row = "INSERT INTO public.a (id, b) VALUES (1, 'a;b''c " + "x".repeat(80) + "');\n";
    String rows = row.repeat((9 << 20) / row.length());
    ProjectOnDisk project =
        new ProjectOnDisk(folder)
            .with(
                "dump.sql",
                "CREATE TABLE public.a (id bigint PRIMARY KEY, b text);\n"
                    + rows
                    + "SELEC 1;\nCREATE INDEX ON public.c (d);\n"
                    + "INSERT INTO a VALUES ('"
                    + "y".repeat(2 << 20)
                    + "');\nDROP TABLE d;");

    assertThat(run(project, "dump.sql").findings())
        .extracting(Finding::rule, Finding::line)
        .containsExactly(
            tuple("migration-syntax", (int) rows.lines().count() + 2),
            tuple("index-without-concurrently", (int) rows.lines().count() + 3),
            tuple("drop-table", (int) rows.lines().count() + 5));
  }

  private static void write(Path folder, String file, String text, Charset charset)
      throws IOException {
    Files.write(folder.resolve(file), text.getBytes(charset));
  }

  @Test
  void draftsAreFilesOfTheirOwnInOrder(@TempDir Path folder) {
    ProjectOnDisk project =
        new ProjectOnDisk(folder)
            .with(FOLDER + "1_a/migration.sql", "ALTER TABLE \"user\" ALTER x SET NOT NULL;");

    assertThat(Drafts.of(run(project).reported()))
        .extracting(Drafts.File::path)
        .containsExactly(
            "sallyport-drafts/1_a/1_set-not-null/01_check_user_x_not_null.sql",
            "sallyport-drafts/1_a/1_set-not-null/02_validate_user_x_not_null.sql",
            "sallyport-drafts/1_a/1_set-not-null/03_set_user_x_not_null.sql");
  }

  @Test
  void aFileIsProvenRepeatableByApplyingItTwice(@TempDir Path folder) {
    ProjectOnDisk project =
        new ProjectOnDisk(folder)
            .with(FOLDER + "1_a/migration.sql", "CREATE TABLE a (id bigint PRIMARY KEY, n text);")
            .with(FOLDER + "01_good.sql", "ALTER TABLE a ADD COLUMN IF NOT EXISTS b text;")
            .with(FOLDER + "02_fails.sql", "SELECT 1;\nALTER TABLE a ADD COLUMN c text;")
            .with(
                FOLDER + "03_adds.sql",
                "INSERT INTO a SELECT coalesce(max(id), 0) + 1, 'x' FROM a WHERE true;");

    try (Shadow shadow = Shadow.embedded(folder.resolve("home"), reader)) {
      List<Finding> findings =
          new RepeatProof(shadow).of(migrations(project), path -> path.startsWith(FOLDER));

      assertThat(findings)
          .extracting(Finding::rule, Finding::file, Finding::line, Finding::message)
          .containsExactly(
              tuple(
                  "not-rerunnable",
                  FOLDER + "02_fails.sql",
                  2,
                  "the second time it fails: column \"c\" of relation \"a\" already exists"),
              tuple(
                  "not-rerunnable",
                  FOLDER + "03_adds.sql",
                  0,
                  "the second time it changes the number of rows of `public.a`"));
    }
  }

  private static ProjectLint.Outcome run(ProjectOnDisk project, String... paths) {
    return new ProjectLint(project.files(), reader, Optional.empty())
        .run(migrations(project), List.of(paths));
  }

  private static MigrationFiles migrations(ProjectOnDisk project) {
    return MigrationFiles.read(project.files(), PrismaProject.locate(project.files()));
  }
}
