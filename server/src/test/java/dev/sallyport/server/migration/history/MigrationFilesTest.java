package dev.sallyport.server.migration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationFilesTest {
  private static final String FOLDER = "prisma/migrations";

  @TempDir Path folder;
  private ProjectOnDisk disk;

  @BeforeEach
  void project() {
    disk = new ProjectOnDisk(folder).with("prisma/schema.prisma", "datasource db {\n}\n");
  }

  @Test
  void readsTheBookingExampleWithoutComplaint(@TempDir Path example) {
    ProjectOnDisk booking = ProjectOnDisk.booking(example);

    MigrationFiles files = MigrationFiles.read(booking.files(), booking.project());

    assertThat(files.prisma())
        .extracting(MigrationFile.Prisma::name)
        .containsExactly("20251016140827_initial_schema", "20251023152454_add_password_hash");
    assertThat(files.manual())
        .extracting(MigrationFile.Manual::number)
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(files.nextNumber(FOLDER)).isEqualTo("07");
    assertThat(files.findings()).isEmpty();
  }

  @Test
  void namesGapsDuplicatesAndWhatHasNoNumber() {
    disk.with(FOLDER + "/01_a.sql", "SELECT 1;")
        .with(FOLDER + "/02_b.sql", "SELECT 1;")
        .with(FOLDER + "/02_c.sql", "SELECT 1;")
        .with(FOLDER + "/5_d.sql", "SELECT 1;")
        .with(FOLDER + "/fix.sql", "SELECT 1;")
        .with(FOLDER + "/06_empty.sql", " \n");

    MigrationFiles files = read();

    assertThat(files.findings())
        .extracting(Finding::rule, Finding::file, Finding::message)
        .containsExactlyInAnyOrder(
            tuple(
                "manual-number-duplicate",
                FOLDER + "/02_c.sql",
                "the number 2 is taken by `02_b.sql`"),
            tuple(
                "manual-number-gap",
                FOLDER + "/5_d.sql",
                "numbers 3 to 4 are missing before `5_d.sql`"),
            tuple(
                "manual-number-width",
                FOLDER + "/5_d.sql",
                "`5_d.sql` has fewer digits than others and sorts after them"),
            tuple("manual-number-missing", FOLDER + "/fix.sql", "`fix.sql` has no number in front"),
            tuple("migration-empty", FOLDER + "/06_empty.sql", "the file is empty"));
    assertThat(files.nextNumber(FOLDER)).isEqualTo("07");
  }

  @Test
  void findsTheFirstNumberOfAnEmptyFolder() {
    assertThat(read().nextNumber(FOLDER)).isEqualTo("01");
  }

  @Test
  void looksAsDeepAsItIsTold() {
    disk.with("package.json", "{\"sallyport\":{\"migrations\":{\"depth\":1}}}")
        .with(FOLDER + "/manual/01_a.sql", "SELECT 1;")
        .with(FOLDER + "/manual/deeper/01_b.sql", "SELECT 1;")
        .with(FOLDER + "/1_x/migration.sql", "SELECT 1;");

    MigrationFiles files = read();

    assertThat(files.manual()).extracting(MigrationFile::name).containsExactly("01_a.sql");
    assertThat(files.prisma()).extracting(MigrationFile::name).containsExactly("1_x");
    assertThat(files.findings()).isEmpty();
  }

  @Test
  void namesADirectoryWithoutScript() throws IOException {
    Files.createDirectories(folder.resolve(FOLDER + "/20250101000000_äh schön"));

    assertThat(read().findings())
        .extracting(Finding::rule, Finding::message)
        .containsExactly(
            tuple("migration-without-script", "`20250101000000_äh schön` has no `migration.sql`"));
  }

  @Test
  void namesLinksAndBinariesAndGoesOn() throws IOException {
    disk.with(FOLDER + "/1_good/migration.sql", "SELECT 1;")
        .with(FOLDER + "/2_binary/migration.sql", "a\0b");
    Files.createSymbolicLink(folder.resolve(FOLDER + "/3_link"), folder);
    Files.createDirectories(folder.resolve(FOLDER + "/4_inner"));
    Files.createSymbolicLink(
        folder.resolve(FOLDER + "/4_inner/migration.sql"), Path.of("/etc/passwd"));

    MigrationFiles files = read();

    assertThat(files.prisma())
        .extracting(MigrationFile::name)
        .containsExactly("1_good", "2_binary", "4_inner");
    assertThat(files.prisma().get(2).sql()).isEmpty();
    assertThat(files.findings())
        .extracting(Finding::rule, Finding::message)
        .containsExactlyInAnyOrder(
            tuple("migration-unreadable", "the file is no UTF-8 text"),
            tuple("migration-link", "`3_link` is a link or no regular file, and was not followed"),
            tuple("migration-unreadable", "the file is a symbolic link"));
  }

  @Test
  void allowsNoManualFilesInPrismaOnlyMode() {
    disk.with("package.json", "{\"sallyport\":{\"migrations\":{\"mode\":\"prisma-only\"}}}")
        .with(FOLDER + "/01_a.sql", "SELECT 1;");

    MigrationFiles files = read();

    assertThat(files.manual()).isEmpty();
    assertThat(files.findings()).extracting(Finding::rule).containsExactly("manual-in-prisma-only");
  }

  static Stream<Arguments> providersOfTheLock() {
    String merge = "<<<<<<< HEAD\n=======\n>>>>>>> other\n";
    return Stream.of(
        argumentSet("ours", "# Please do not edit\nprovider = \"postgresql\"\r\n", List.of()),
        argumentSet(
            "another product",
            "provider = \"mysql\"\n",
            List.of("`migration_lock.toml` says that these migrations are for `mysql`")),
        argumentSet("a merge", merge, List.of("`migration_lock.toml` names no provider")));
  }

  @ParameterizedTest
  @MethodSource
  void providersOfTheLock(String lock, List<String> messages) {
    disk.with(FOLDER + "/migration_lock.toml", lock);

    assertThat(read().findings()).extracting(Finding::message).isEqualTo(messages);
  }

  private MigrationFiles read() {
    return MigrationFiles.read(disk.files(), disk.project());
  }
}
