package dev.sallyport.server.guard.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.guard.change.Changes;
import dev.sallyport.server.guard.setup.AgentSection;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.prisma.ProjectValidation;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.FolderEntry;
import dev.sallyport.server.migration.project.FolderReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits and branches of a real repository, and what is said of them. */
class ProjectCheckTest {
  private static final SqlReader READER = new SqlReader();
  private static final String INIT = "prisma/migrations/20240101000000_init/migration.sql";
  private static final String SCHEMA =
      "datasource db {\n  provider = \"postgresql\"\n}\n\n" + "model User {\n  id Int @id\n}\n";

  @TempDir Path folder;

  @AfterAll
  static void close() {
    READER.close();
  }

  @BeforeEach
  void repository() throws IOException {
    git("init", "-q", "-b", "main");
    write("prisma/schema.prisma", SCHEMA);
    write(INIT, "CREATE TABLE \"User\" (id int PRIMARY KEY);\n");
    write("CLAUDE.md", "# App\n\n" + AgentSection.of(BuiltInPolicies.STRICT.policy()));
    commit("first");
  }

  @Test
  void aSchemaWithoutAMigrationIsRefused() throws IOException {
    write("prisma/schema.prisma", SCHEMA + "\nmodel Post {\n  id Int @id\n}\n");
    git("add", "-A");

    assertThat(staged()).containsExactly("error schema-without-migration prisma/schema.prisma");
  }

  @Test
  void aSchemaWithItsMigrationPasses() throws IOException {
    write("prisma/schema.prisma", SCHEMA + "\nmodel Post {\n  id Int @id\n}\n");
    write(
        "prisma/migrations/20250101000000_post/migration.sql",
        "CREATE TABLE \"Post\" (\"id\" INTEGER NOT NULL, CONSTRAINT \"Post_pkey\" PRIMARY KEY"
            + " (\"id\"));\n");
    git("add", "-A");

    assertThat(staged()).noneMatch(line -> line.startsWith("error"));
  }

  @Test
  void aCommentInTheSchemaNeedsNoMigration() throws IOException {
    write(
        "prisma/schema.prisma",
        SCHEMA.replace("id Int @id", "id   Int  @id // the \"key\" // of it") + "\n// more\n");
    git("add", "-A");

    assertThat(staged()).noneMatch(line -> line.contains("schema-without-migration"));
  }

  @Test
  void aSharedMigrationIsNeitherEditedNorDeleted() throws IOException {
    write(INIT, "CREATE TABLE \"User\" (id bigint PRIMARY KEY);\n");
    git("add", "-A");
    assertThat(staged()).contains("error migration-edited " + INIT);

    Files.delete(folder.resolve(INIT));
    git("add", "-A");
    assertThat(staged()).contains("error migration-deleted " + INIT);
  }

  @Test
  void aDraftOfThisBranchMayStillChange() throws IOException {
    String draft = "prisma/migrations/20250101000000_post/migration.sql";
    git("checkout", "-q", "-b", "work");
    write(draft, "CREATE TABLE \"Post\" (id int PRIMARY KEY);\n");
    commit("a draft");
    write(draft, "CREATE TABLE \"Post\" (id bigint PRIMARY KEY);\n");
    git("add", "-A");

    assertThat(staged()).contains("warning migration-edited " + draft);
    assertThat(since("main")).noneMatch(line -> line.contains("migration-edited"));
  }

  @Test
  void aDirectoryThatSortsTooEarlyIsRefused() throws IOException {
    String early = "prisma/migrations/20230101000000_early/migration.sql";
    write(early, "CREATE TABLE \"Post\" (id int PRIMARY KEY);\n");
    git("add", "-A");

    assertThat(staged()).contains("error migration-out-of-order " + early);
  }

  @Test
  void onlyWhatChangedIsLinted() throws IOException {
    write("prisma/migrations/20240201000000_drop/migration.sql", "DROP TABLE \"Old\";\n");
    commit("an old loss");
    write("src/app.ts", "export {};\n");
    git("add", "-A");

    assertThat(staged()).isEmpty();
  }

  @Test
  void destructiveSqlIsReported() throws IOException {
    String drop = "prisma/migrations/20250101000000_drop/migration.sql";
    write(drop, "DROP TABLE \"User\";\n");
    git("add", "-A");

    assertThat(staged()).anyMatch(line -> line.endsWith("drop-table " + drop));
  }

  @Test
  void aPolicyWithMistakesIsRefusedAndItsTestsAreRun() throws IOException {
    write("policies.yaml", "version: 1\nrulez: []\n");
    git("add", "-A");
    assertThat(staged()).contains("error policy-invalid policies.yaml");

    write("policies.yaml", new String(BuiltInPolicies.STRICT.text()));
    write(
        "policy-tests/wrong.yaml",
        "given: { environment: production }\nwhen: DROP TABLE users\nthen: { decision: allow }\n");
    git("add", "-A");
    assertThat(staged()).anyMatch(line -> line.contains("policy-tests/wrong.yaml"));
  }

  @Test
  void instructionsThatNoLongerSayThePolicyAreToldApart() throws IOException {
    write("policies.yaml", new String(BuiltInPolicies.SANDBOX.text()).replace("approve", "deny"));
    write(
        "CLAUDE.md", Files.readString(folder.resolve("CLAUDE.md")).replace("ticket |", "never |"));
    git("add", "-A");

    assertThat(staged()).contains("warning agent-instructions-stale CLAUDE.md");
  }

  @Test
  void whatTheCommitHoldsIsJudgedAndNotWhatTheFolderHolds() throws IOException {
    String drop = "prisma/migrations/20250101000000_drop/migration.sql";
    write(drop, "DROP TABLE \"User\";\n");
    write("policies.yaml", "version: 1\nrulez: []\n");
    git("add", "-A");
    write(drop, "SELECT 1;\n");
    write("policies.yaml", new String(BuiltInPolicies.STRICT.text()));
    write("prisma/migrations/20250102000000_later/migration.sql", "DROP TABLE later;\n");

    assertThat(staged())
        .contains("error policy-invalid policies.yaml")
        .anyMatch(line -> line.endsWith("drop-table " + drop))
        .noneMatch(line -> line.contains("later"));
  }

  @Test
  void aSchemaThatIsOnlyInTheFolderIsNoPartOfTheCommit() throws IOException {
    write("prisma/schema.prisma", SCHEMA + "\nmodel Post {\n  id Int @id\n}\n");
    write("src/app.ts", "export {};\n");
    git("add", "src");

    assertThat(staged()).isEmpty();
  }

  @Test
  void linksAndProjectsBelowTheRepositoryAreReadAsTheIndexHasThem() throws IOException {
    Path inner = folder.resolve("apps/web");
    write("apps/web/prisma/schema.prisma", SCHEMA);
    write("apps/web/prisma/migrations/20240101000000_init/migration.sql", "SELECT 1;\n");
    Files.createSymbolicLink(inner.resolve("CLAUDE.md"), folder.resolve("CLAUDE.md"));
    Files.createSymbolicLink(inner.resolve("linked"), inner.resolve("prisma"));
    git("add", "-A");
    ProjectFiles files = Changes.staged(inner).files();

    assertThat(files.read("./prisma//schema.prisma")).isInstanceOf(FileReading.Content.class);
    assertThat(files.read("CLAUDE.md"))
        .isEqualTo(new FileReading.Refused("CLAUDE.md", "is a symbolic link"));
    assertThat(files.read("linked/schema.prisma")).isInstanceOf(FileReading.Refused.class);
    assertThat(files.read("../../CLAUDE.md")).isInstanceOf(FileReading.Absent.class);
    assertThat(files.list("").entries().stream().map(FolderEntry::name))
        .containsExactly("CLAUDE.md", "linked", "prisma");
    assertThat(files.list("prisma/migrations").entries()).hasSize(1);
    assertThat(files.list("prisma/none").state()).isEqualTo(FolderReading.State.ABSENT);
  }

  @Test
  void aShallowCloneIsAnsweredWithWords() throws IOException {
    write("x", "2");
    commit("second");
    Path clone = folder.resolve("clone");
    git("clone", "-q", "--depth", "1", "file://" + folder, clone.toString());

    assertThatThrownBy(() -> Changes.since(clone, "origin/work"))
        .isInstanceOfSatisfying(
            SallyportException.class,
            e -> {
              assertThat(e).hasMessageContaining("shallow clone");
              assertThat(e.help()).contains("fetch-depth: 0");
            });
  }

  @Test
  void nothingThatARepositoryConfiguresIsRun() throws IOException {
    Path mark = folder.resolveSibling("ran-" + folder.getFileName());
    for (String key : List.of("core.fsmonitor", "diff.external", "core.pager", "diff.x.textconv")) {
      git("config", key, "touch " + mark);
    }
    write(".gitattributes", "*.sql diff=x filter=x=y\n");
    write(INIT, "SELECT 2;\n");
    git("-c", "core.fsmonitor=false", "add", "-A");
    git("config", "filter.x=y.clean", "touch " + mark);
    write(INIT, "SELECT 3;\n");

    assertThat(staged()).isNotEmpty();
    assertThat(since("HEAD")).isNotEmpty();
    assertThat(since("--output=" + mark)).isEmpty();
    assertThat(mark).doesNotExist();
  }

  private List<String> staged() {
    return told(Changes.staged(folder));
  }

  private List<String> since(String base) {
    try {
      return told(Changes.since(folder, base));
    } catch (SallyportException e) {
      return List.of();
    }
  }

  private List<String> told(Changes changes) {
    ProjectCheck check =
        new ProjectCheck(
            changes.files(),
            new ProjectValidation(changes.files(), () -> READER, Optional.empty()),
            () -> READER,
            BuiltInPolicies.STRICT::policy);
    return check.run(changes, null).stream()
        .filter(finding -> finding.severity() != Finding.Severity.NOTE)
        .map(f -> f.severity().label() + " " + f.rule() + " " + f.file())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit(String message) throws IOException {
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", message);
  }

  private void git(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
