package dev.sallyport.server.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.state.LintFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good and bad scripts of the shapes that linters' own examples have, in {@code scripts.sql}. A bad
 * one has a finding that is more than a note, a good one has none.
 */
class ScriptsTest {
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  static Stream<Arguments> flagsWhatIsBadAndNothingElse() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ScriptsTest.class.getResourceAsStream("scripts.sql"))) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^### "))
          .filter(part -> !part.isBlank())
          .map(ScriptsTest::script);
    }
  }

  private static Arguments script(String part) {
    int line = part.indexOf('\n');
    String[] words = part.substring(0, line).split(" ");
    Runner runner =
        words.length > 2 ? Runner.valueOf(words[2].toUpperCase(Locale.ROOT)) : Runner.PRISMA;
    return argumentSet(
        words[0] + " " + words[1],
        new MigrationText(words[1] + ".sql", words[1], runner, part.substring(line + 1)),
        words[0].equals("bad"));
  }

  @ParameterizedTest
  @MethodSource
  void flagsWhatIsBadAndNothingElse(MigrationText script, boolean bad) {
    List<Finding> findings = new Linter(reader.definitions()).lint(List.of(script), LintFacts.NONE);

    assertThat(findings).allSatisfy(finding -> assertThat(finding.facts()).isNotEmpty());
    assertThat(findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE))
        .as("%s", findings)
        .isEqualTo(bad);
  }
}
