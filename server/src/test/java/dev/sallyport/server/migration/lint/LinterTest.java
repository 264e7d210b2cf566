package dev.sallyport.server.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.state.LintFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exceptions, severities, broken and strange input, and what one file knows of another. */
class LinterTest {
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
  void anExceptionWithAReasonSilencesItsStatementAlone() {
    assertThat(
            lint(
                """
                -- sallyport:ignore drop-table nobody has used it since March
                DROP TABLE a;
                DROP TABLE b; -- sallyport:ignore drop-table moved to the archive
                DROP TABLE c;
                """))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(tuple("drop-table", 4));
  }

  @Test
  void anExceptionForTheFileSilencesAllOfIt() {
    assertThat(
            lint(
                """
                -- sallyport:ignore-file drop-table,drop-cascade the old shop goes
                DROP TABLE a CASCADE;
                DROP TABLE b;
                """))
        .isEmpty();
  }

  @Test
  void anExceptionWithoutReasonOrWithoutNeedIsAFinding() {
    assertThat(
            lint(
                """
                -- sallyport:ignore drop-table
                DROP TABLE a;
                -- sallyport:ignore drop-column it is empty
                SELECT 1;
                /* sallyport:ignore dorp-table a slip */
                DROP TABLE b;
                SELECT '-- sallyport:ignore drop-table no comment';
                """))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(
            tuple("ignore-without-reason", 1),
            tuple("unused-ignore", 3),
            tuple("unused-ignore", 5),
            tuple("drop-table", 6));
  }

  @Test
  void anExceptionMayStandInItsStatementAndNameSeveralRules() {
    assertThat(
            lint(
                """
                DROP TABLE /* sallyport:ignore drop-table, drop-cascade gone
                  since March -- 'x' */ a CASCADE;
                /* /* sallyport:ignore drop-table nested, so no exception */ */
                DROP TABLE b;
                DROP TABLE c /* sallyport:ignore drop-table it's; gone */; DROP TABLE d;
                """))
        .extracting(Finding::rule, Finding::line, Finding::column)
        .containsExactly(tuple("drop-table", 4, 1), tuple("drop-table", 5, 60));
  }

  @Test
  void anExceptionBelowTheLastStatementIsForNone() {
    assertThat(
            lint(
                """
                DROP TABLE a;
                -- sallyport:ignore drop-table too late
                """))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(tuple("drop-table", 1), tuple("unused-ignore", 2));
  }

  @Test
  void anExceptionForTheFileCountsInEveryScriptOfIt() {
    assertThat(
            lint(
                """
                DROP TABLE a;
                -- 2.sql
                -- sallyport:ignore-file drop-table the old shop goes
                DROP TABLE b;
                -- 3.sql
                DROP TABLE c;
                """))
        .isEmpty();
  }

  @Test
  void anExceptionSaysWhatItIsFor() {
    assertThat(
            lint(
                """
                -- sallyport:ignore
                DROP TABLE a;
                -- sallyport:ignore drop-table --- */ -- ;
                DROP TABLE b;
                -- sallyport:ignored drop-table is another word
                DROP TABLE c;
                -- sallyport:ignore-files drop-table is another word too
                DROP TABLE d;
                """))
        .extracting(Finding::rule, Finding::line, Finding::message)
        .containsExactly(
            tuple("unused-ignore", 1, "it names no rule"),
            tuple("drop-table", 2, "`DROP TABLE a` loses its rows"),
            tuple("ignore-without-reason", 3, "the exception from `drop-table` has no reason"),
            tuple("drop-table", 6, "`DROP TABLE c` loses its rows"),
            tuple("unused-ignore", 7, "`-files` is no rule"),
            tuple("drop-table", 8, "`DROP TABLE d` loses its rows"));
  }

  @Test
  void anExceptionThatIsNeededTwiceIsNeededAndOneThatIsNotIsTold() {
    assertThat(
            lint(
                """
                -- sallyport:ignore-file drop-table,truncate the old shop goes
                DROP TABLE a;
                DROP TABLE b;
                """))
        .extracting(Finding::rule, Finding::message)
        .containsExactly(tuple("unused-ignore", "`truncate` finds nothing here to ignore"));
  }

  @Test
  void otherLintersExceptionsCount() {
    assertThat(
            lint(
                """
                -- squawk-ignore ban-drop-table
                DROP TABLE a;
                -- pgfence: ignore drop-table
                DROP TABLE b;
                -- squawk-ignore
                DROP TABLE c CASCADE;
                """))
        .isEmpty();
  }

  @Test
  void aTeamChoosesSeverities() {
    Severities chosen =
        new Severities(
            Map.of(
                "drop-table", Optional.of(Severity.ERROR),
                "drop-cascade", Optional.empty(),
                "table-without-primary-key", Optional.of(Severity.NOTE)));

    assertThat(
            new Linter(reader.definitions(), chosen)
                .lint(
                    List.of(file("1", "DROP TABLE a CASCADE; CREATE TABLE b (id bigint);")),
                    LintFacts.NONE))
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(
            tuple("drop-table", Severity.ERROR), tuple("table-without-primary-key", Severity.NOTE));
  }

  @Test
  void aBrokenStatementDoesNotHideTheRest() {
    assertThat(
            lint(
                """
                DROP TABLE a;
                CREATE TABEL b (id bigint, note text DEFAULT ';');
                DO $$ BEGIN PERFORM 'no end; here'; END $$;
                DROP TABLE c;
                SELECT (1;
                """))
        .extracting(Finding::rule, Finding::line, Finding::column)
        .containsExactly(
            tuple("drop-table", 1, 1),
            tuple("migration-syntax", 2, 8),
            tuple("drop-table", 4, 1),
            tuple("migration-syntax", 5, 10));
  }

  @Test
  void whatOnlyPsqlReadsIsTold() {
    assertThat(
            lint(
                """
                \\set ON_ERROR_STOP on
                COPY a FROM stdin;
                1	it's; a row
                DROP TABLE x;
                \\.
                DROP TABLE b;
                """))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(tuple("migration-syntax", 1), tuple("drop-table", 6));
  }

  @Test
  void strangeTextsAreNoTrouble() {
    for (String text :
        List.of(
            "",
            ";;;",
            "-- nothing",
            "/* never ends",
            "SELECT 'never ends",
            "$$",
            "\\",
            "é\u0001\uFFFF;",
            "\uD800",
            "(".repeat(50_000),
            "COPY a FROM stdin;",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; DROP TABLE x")) {
      assertThat(lint(text)).as(text.length() > 80 ? "long" : text).isNotNull();
    }
  }

  @Test
  void manyMegabytesAreRead() {
    String rows = "INSERT INTO a VALUES ('" + "x".repeat(2_000_000) + "');\n";

    assertThat(lint(rows.repeat(8) + "DROP TABLE b;"))
        .extracting(Finding::rule)
        .contains("drop-table");
  }

  @Test
  void aTableOfAnEarlierFileIsInUseAndOneOfTheSameFileIsNot() {
    assertThat(
            new Linter(reader.definitions())
                .lint(
                    List.of(
                        file("1", "CREATE TABLE a (id bigint PRIMARY KEY, b text);"),
                        file(
                            "2",
                            "SET LOCAL lock_timeout = '1s';"
                                + "CREATE TABLE c (id bigint PRIMARY KEY);"
                                + "CREATE INDEX ON c (id); CREATE INDEX ON a (b);")),
                    LintFacts.NONE))
        .extracting(Finding::rule, Finding::message, Finding::facts)
        .containsExactly(
            tuple(
                "index-without-concurrently",
                "`CREATE INDEX` blocks writes to `a` while it is built",
                List.of(
                    new Fact(
                        "`a` was made by `1`, so it is taken to be in use",
                        "nothing, if this script itself made it"))));
  }

  @Test
  void theLockTimeoutThatNobodySetsIsSaidOnceAndOfTheNewestFile() {
    assertThat(
            new Linter(reader.definitions())
                .lint(
                    List.of(
                        file("1", "CREATE TABLE a (id bigint PRIMARY KEY);"),
                        file("2", "ALTER TABLE a ADD COLUMN b text;"),
                        file("3", "ALTER TABLE a ADD COLUMN c text;ALTER TABLE a ADD d text;")),
                    LintFacts.NONE))
        .extracting(Finding::rule, Finding::file, Finding::line)
        .containsExactly(tuple("no-lock-timeout", "3.sql", 1));
  }

  @Test
  void aBaselineKnowsWhatWasThere() {
    List<Reported> old =
        new Linter(reader.definitions())
            .report(List.of(file("1", "DROP TABLE a;")), LintFacts.NONE);

    assertThat(Baseline.of(old)).contains("\"rule\" : \"drop-table\"", "DROP TABLE a");
  }

  private static List<Finding> lint(String sql) {
    return new Linter(reader.definitions()).lint(List.of(file("1", sql)), LintFacts.NONE);
  }

  private static MigrationText file(String name, String sql) {
    return new MigrationText(name + ".sql", name, Runner.PRISMA, sql);
  }
}
