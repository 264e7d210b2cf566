package dev.sallyport.server.migration.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.database.TestServer.TestDatabase;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.Linter;
import dev.sallyport.server.migration.lint.MigrationText;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.Severities;
import dev.sallyport.server.migration.lint.state.LintFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule's bad and good script: linted, and run on a real PostgreSQL. */
class RulesTest {
  private static final String NO_ERROR = "";

  /** Rules that only a database makes speak; {@code LiveFactsTest} has them. */
  private static final Set<String> LIVE = Set.of("edited-migration", "invalid-index");

  private static SqlReader reader;
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    database = TestServer.create();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void everyRuleIsRegistered() {
    Set<String> written =
        new ClassFileImporter()
            .importPackages("dev.sallyport.server.migration.lint.rule").stream()
                .filter(type -> type.isAssignableTo(Rule.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(type -> type.getSimpleName())
                .collect(Collectors.toSet());

    assertThat(Rules.all())
        .extracting(rule -> rule.getClass().getSimpleName())
        .hasSameElementsAs(written);
  }

  @Test
  void volatileFunctionsAreThoseOfPostgresql() {
    List<String> catalog =
        database.column(
            "SELECT DISTINCT proname FROM pg_proc WHERE provolatile = 'v' AND prorettype NOT IN"
                + " ('trigger'::regtype, 'internal'::regtype, 'event_trigger'::regtype)");

    assertThat(Volatility.builtins()).hasSameElementsAs(catalog);
  }

  static Stream<Arguments> rules() {
    return Rules.all().stream()
        .filter(rule -> !LIVE.contains(rule.id()))
        .map(rule -> argumentSet(rule.id(), rule));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsItsBadScript(Rule rule) {
    Example example = rule.facts().example();

    List<Finding> findings = lint(rule, example, example.bad());

    assertThat(findings).extracting(Finding::rule).contains(rule.id());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysByWhatItWasToldAndWhatItWouldSayWithout(Rule rule) {
    Example example = rule.facts().example();

    List<Finding> findings = lint(rule, example, example.bad());

    assertThat(findings)
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.facts()).isNotEmpty().doesNotHaveDuplicates());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void leavesItsGoodScriptAlone(Rule rule) {
    Example example = rule.facts().example();

    List<Finding> findings = lint(rule, example, example.good());

    boolean ignored = rule.id().contains("ignore");
    assertThat(findings)
        .filteredOn(
            finding ->
                finding.rule().equals(rule.id()) || finding.severity() != Severity.NOTE && !ignored)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsBadScriptDoesWhatIsSaid(Rule rule) throws SQLException {
    Example example = rule.facts().example();

    String error = run(example, example.bad());

    assertThat(error).isEqualTo(example.error());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsGoodScriptRuns(Rule rule) throws SQLException {
    Example example = rule.facts().example();

    String error = run(example, example.good());

    assertThat(error).isEqualTo(NO_ERROR);
  }

  /** Drafts that stand beside the rest of the bad file, or wait for a value from a person. */
  private static final Set<String> INCOMPLETE =
      Set.of(
          "validate-in-same-transaction",
          "concurrently-in-transaction",
          "required-column-without-default",
          "foreign-key-without-index");

  static Stream<Arguments> draftsRun() {
    return Rules.all().stream()
        .filter(rule -> !INCOMPLETE.contains(rule.id()) && !LIVE.contains(rule.id()))
        .filter(rule -> !drafts(rule).isEmpty())
        .map(rule -> argumentSet(rule.id(), rule));
  }

  @ParameterizedTest
  @MethodSource
  void draftsRun(Rule rule) throws SQLException {
    Example example = rule.facts().example();

    String error = run(example, String.join("\n-- 2.sql\n", drafts(rule)));

    assertThat(error).isEqualTo(NO_ERROR);
  }

  /** What the bad script's findings offer, in order; where two rules offer the same, once. */
  private static List<String> drafts(Rule rule) {
    try (SqlReader own = new SqlReader()) {
      Example example = rule.facts().example();
      List<MigrationText> history =
          List.of(
              new MigrationText("0_setup.sql", "0_setup", Runner.PRISMA, example.setup()),
              new MigrationText("1_change.sql", "1_change", Runner.PRISMA, example.bad()));
      return new Linter(own.definitions())
          .lint(history, LintFacts.NONE).stream()
              .filter(finding -> finding.rule().equals(rule.id()))
              .filter(finding -> finding.file().equals("1_change.sql"))
              .flatMap(finding -> finding.safer().stream())
              .distinct()
              .toList();
    }
  }

  private static List<Finding> lint(Rule rule, Example example, String script) {
    Runner runner = example.manual() ? Runner.MANUAL : Runner.PRISMA;
    Severities on =
        rule.facts().severity() == null
            ? new Severities(Map.of(rule.id(), Optional.of(Severity.WARNING)))
            : Severities.DEFAULT;
    List<MigrationText> history = new ArrayList<>();
    history.add(new MigrationText("0_setup.sql", "0_setup", Runner.PRISMA, example.setup()));
    history.add(new MigrationText("1_change.sql", "1_change", runner, script));
    return new Linter(reader.definitions(), on)
        .lint(history, LintFacts.NONE).stream()
            .filter(finding -> finding.file().equals("1_change.sql"))
            .toList();
  }

  /** Each file as one message, as Prisma sends it; the SQLSTATE of the first failure. */
  private static String run(Example example, String script) throws SQLException {
    database.run("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public");
    if (!example.setup().isBlank()) {
      database.run(example.setup());
    }
    try (Connection connection = database.connect("postgres&preferQueryMode=simple");
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String file : script.split("(?m)^-- \\d+\\.sql$")) {
        statement.execute(file);
      }
      return NO_ERROR;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
