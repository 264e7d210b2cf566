package dev.sallyport.server.migration.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectValidationTest {
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
  void findsNothingWrongWithTheBookingExample(@TempDir Path folder) {
    ProjectOnDisk.booking(folder);

    assertThat(validate(folder, List.of()))
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(tuple("prisma-not-installed", Finding.Severity.NOTE));
  }

  @Test
  void namesThePlaceOfSqlThatPostgresqlDoesNotRead(@TempDir Path folder) {
    ProjectOnDisk.booking(folder)
        .with("prisma/migrations/07_broken.sql", "-- ä\nSELECT 1;\n  CREATE TABEL x;\n");

    assertThat(validate(folder, List.of("prisma/migrations/07_broken.sql")))
        .extracting(Finding::rule, Finding::file, Finding::line, Finding::column)
        .containsExactly(tuple("migration-syntax", "prisma/migrations/07_broken.sql", 3, 10));
  }

  @Test
  void looksOnlyBelowWhatIsNamed(@TempDir Path folder) {
    ProjectOnDisk.booking(folder)
        .with("prisma/migrations/08_gap.sql", "SELECT 1;")
        .with("prisma/schema.prisma", "model {");

    assertThat(validate(folder, List.of("prisma/migrations/08_gap.sql")))
        .extracting(Finding::rule)
        .containsExactly("manual-number-gap");
  }

  @Test
  void lintsNamedFilesAndFoldersBesideTheHistory(@TempDir Path folder) {
    ProjectOnDisk.booking(folder)
        .with("scratch/deep/a.sql", "DROP TABLE a;")
        .with("scratch/b.sql", "DROP TABLE b;");

    assertThat(validate(folder, List.of("./scratch/")))
        .extracting(Finding::rule, Finding::file)
        .containsExactly(
            tuple("drop-table", "scratch/b.sql"), tuple("drop-table", "scratch/deep/a.sql"));
  }

  @Test
  void aPathThatIsNotThereIsNoGoodNews(@TempDir Path folder) {
    ProjectOnDisk.booking(folder);

    assertThat(validate(folder, List.of("prisma/nothing.sql", "/etc")))
        .extracting(Finding::rule, Finding::file)
        .contains(tuple("path-not-found", "prisma/nothing.sql"));
  }

  @Test
  void saysNothingOfPrisma8ButThatItIs(@TempDir Path folder) {
    new ProjectOnDisk(folder).with("package.json", "{\"devDependencies\":{\"prisma\":\"8.0.0\"}}");

    assertThat(validate(folder, List.of())).extracting(Finding::rule).containsExactly("prisma-8");
  }

  @Test
  void takesPathsAsPeopleNameThem(@TempDir Path folder) {
    ProjectOnDisk.booking(folder);
    ProjectPlaces places = new ProjectPlaces(new ProjectOnDisk(folder).files());

    assertThat(
            places.of(
                List.of("./schema.prisma", "prisma/migrations/", folder.toString(), "package.json"),
                folder.resolve("prisma")))
        .containsExactly("prisma/schema.prisma", "prisma/migrations", "", "package.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prisma/migration", "../elsewhere", "/etc/passwd", "a\0b"})
  void refusesAPathThatLeadsNowhere(String path, @TempDir Path folder) {
    ProjectOnDisk.booking(folder);
    ProjectPlaces places = new ProjectPlaces(new ProjectOnDisk(folder).files());

    assertThatThrownBy(() -> places.of(List.of(path)))
        .isInstanceOf(SallyportException.class)
        .hasMessage("there is no `" + path + "` in the project");
  }

  private static List<Finding> validate(Path folder, List<String> paths) {
    return new ProjectValidation(folder, () -> reader, Optional.empty()).run(paths);
  }
}
