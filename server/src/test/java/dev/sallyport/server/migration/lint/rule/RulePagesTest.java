package dev.sallyport.server.migration.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/lint} is what the rules say of themselves. After a rule has changed, {@code mvn -pl
 * server -am test -Dtest=RulePagesTest -Dwrite-docs} writes it anew.
 */
class RulePagesTest {
  private static final Path FOLDER = Path.of("..", "docs", "lint");

  static Stream<Arguments> everyRuleHasItsPage() {
    return Stream.concat(
        Stream.of(argumentSet("README.md", "README.md", RulePage.index(Rules.all()))),
        Rules.all().stream()
            .map(rule -> argumentSet(rule.id(), rule.id() + ".md", RulePage.of(rule))));
  }

  @ParameterizedTest
  @MethodSource
  void everyRuleHasItsPage(String name, String expected) throws IOException {
    Path page = FOLDER.resolve(name);
    if (System.getProperty("write-docs") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(page, expected);
    }

    String written = Files.exists(page) ? Files.readString(page) : "";

    assertThat(written).isEqualTo(expected);
  }

  @Test
  void noPageIsLeftOfARuleThatIsGone() throws IOException {
    List<String> known =
        Stream.concat(Stream.of("README.md"), Rules.all().stream().map(rule -> rule.id() + ".md"))
            .toList();

    try (Stream<Path> pages = Files.list(FOLDER)) {
      assertThat(pages.map(page -> page.getFileName().toString())).isSubsetOf(known);
    }
  }
}
