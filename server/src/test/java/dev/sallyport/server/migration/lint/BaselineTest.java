package dev.sallyport.server.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.PrismaProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a baseline knows again, and what it does not. */
class BaselineTest {
  private static final String FILE = "prisma/migrations/1_a/migration.sql";
  private static final String LONG = "DROP TABLE " + "a, ".repeat(80) + "b;";

  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  static Stream<Arguments> knowsAStatementAgain() {
    return Stream.of(
        argumentSet("on another line", "DROP TABLE a;", "SELECT 1;\n\n\nDROP TABLE a;", 0),
        argumentSet("with other space", "DROP TABLE a;", "DROP  TABLE\r\n\ta;", 0),
        argumentSet("of another table", "DROP TABLE a;", "DROP TABLE b;", 1),
        argumentSet("edited", "DROP TABLE a;", "DROP TABLE IF EXISTS a;", 1),
        argumentSet("written once more", "DROP TABLE a;", "DROP TABLE a; DROP TABLE a;", 1),
        argumentSet("found by another rule too", "DROP TABLE a;", "DROP TABLE a CASCADE;", 2),
        argumentSet("long", LONG, "\n" + LONG, 0),
        argumentSet("long, and another at its end", LONG, LONG.replace("b;", "c;"), 81),
        // Two texts of the same length and String.hashCode: Aa and BB.
        argumentSet(
            "long, and written to be taken for it",
            LONG.replace("b;", "\"Aa\";"),
            LONG.replace("b;", "\"BB\";"),
            81));
  }

  @ParameterizedTest
  @MethodSource
  void knowsAStatementAgain(String before, String after, int said, @TempDir Path folder) {
    ProjectOnDisk project = new ProjectOnDisk(folder).with(FILE, before);
    project.with(Baseline.FILE, Baseline.of(run(project).all()));
    project.with(FILE, after);

    assertThat(run(project).findings()).hasSize(said);
  }

  static Stream<Arguments> ofABrokenBaselineNothingCounts() {
    String entry = "{\"file\": \"" + FILE + "\", \"rule\": \"drop-table\"";
    String whole = entry + ", \"statement\": \"DROP TABLE a\"";
    return Stream.of(
        argumentSet("no JSON", "{\"findings\": [", "it is no JSON"),
        argumentSet("empty", "", "it has no list of `findings`"),
        argumentSet("a list", "[]", "it has no list of `findings`"),
        argumentSet("a word", "{\"findings\": \"all\"}", "it has no list of `findings`"),
        argumentSet(
            "no statement",
            "{\"findings\": [" + entry + "}]}",
            "finding 1 names no file, rule and statement"),
        argumentSet(
            "a number for a name",
            "{\"findings\": [" + whole + "}, {\"file\": 1}]}",
            "finding 2 names no file, rule and statement"),
        argumentSet(
            "less than none",
            "{\"findings\": [" + whole + ", \"count\": -1}]}",
            "finding 1 has a `count` that is none"),
        argumentSet(
            "more than any number",
            "{\"findings\": [" + whole + ", \"count\": 99999999999}]}",
            "finding 1 has a `count` that is none"),
        argumentSet(
            "a half",
            "{\"findings\": [" + whole + ", \"count\": 1.5}]}",
            "finding 1 has a `count` that is none"));
  }

  @ParameterizedTest
  @MethodSource
  void ofABrokenBaselineNothingCounts(String text, String message, @TempDir Path folder) {
    ProjectOnDisk project = new ProjectOnDisk(folder).with(FILE, "DROP TABLE a;");
    project.with(Baseline.FILE, text);

    assertThat(run(project).findings())
        .extracting(Finding::rule, Finding::file, Finding::message)
        .containsExactlyInAnyOrder(
            tuple("lint-baseline", Baseline.FILE, message + ", so everything is said"),
            tuple("drop-table", FILE, "`DROP TABLE a` loses its rows"));
  }

  @Test
  void anEntryThatIsThereTwiceCountsTwice(@TempDir Path folder) {
    String entry =
        "{\"file\": \"" + FILE + "\", \"rule\": \"drop-table\", \"statement\": \"DROP TABLE a\"}";
    ProjectOnDisk project =
        new ProjectOnDisk(folder).with(FILE, "DROP TABLE a; DROP TABLE a; DROP TABLE a;");
    project.with(Baseline.FILE, "{\"findings\": [" + entry + ", " + entry + "]}");

    assertThat(run(project).findings()).hasSize(1);
  }

  private static ProjectLint.Outcome run(ProjectOnDisk project) {
    return new ProjectLint(project.files(), reader, Optional.empty())
        .run(
            MigrationFiles.read(project.files(), PrismaProject.locate(project.files())), List.of());
  }
}
