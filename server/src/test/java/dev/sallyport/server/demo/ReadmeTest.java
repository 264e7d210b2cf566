package dev.sallyport.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!http|#)([^)]+)\\)");

  static Stream<String> documents() {
    return Stream.of(
        "README.md", "CONTRIBUTING.md", "docs/threat-model.md", "examples/booking/README.md");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(String document) throws IOException {
    Path file = ROOT.resolve(document);
    Matcher links = LINK.matcher(Files.readString(file));
    List<String> targets = links.results().map(link -> link.group(1)).toList();

    assertThat(targets)
        .allSatisfy(target -> assertThat(file.resolveSibling(target)).as(document).exists());
  }
}
