package dev.sallyport.server.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.shadow.Shadow;
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
