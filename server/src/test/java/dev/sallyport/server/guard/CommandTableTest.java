package dev.sallyport.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines, dangerous in disguise and harmless that look alike, and what the hook says. */
class CommandTableTest {
  @TempDir static Path folder;
  private static GuardedProject project;

  /** One row of the table. */
  private record Row(String expected, String command, String why) {}

  @BeforeAll
  static void project() throws IOException {
    project = GuardedProject.in(folder);
  }

  @Test
  void theTableHoldsEnoughOfBoth() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(2_000);
    assertThat(rows().stream().filter(row -> row.expected().equals("none")))
        .hasSizeGreaterThan(1_000);
  }

  @Test
  void everyDangerousOneIsStoppedAndNoHarmlessOne() throws IOException {
    List<String> wrong =
        rows().parallelStream().map(CommandTableTest::wrong).filter(w -> !w.isEmpty()).toList();
    assertThat(wrong).isEmpty();
  }

  /** What is wrong with the answer; empty where nothing is. */
  private static String wrong(Row row) {
    GuardVerdict verdict = project.verdict("Bash", Map.of("command", row.command()));
    String said = verdict.answer().name().toLowerCase(Locale.ROOT).replace("nothing", "none");
    return said.equals(row.expected())
        ? ""
        : row.expected() + " but " + said + ": " + row.command() + "  " + verdict.objections();
  }

  private static List<Row> rows() throws IOException {
    try (var stream = CommandTableTest.class.getResourceAsStream("/guard/commands.tsv")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .map(CommandTableTest::row)
          .toList();
    }
  }

  private static Row row(String line) {
    int first = line.indexOf('\t');
    int last = line.lastIndexOf('\t');
    return new Row(
        line.substring(0, first),
        line.substring(first + 1, last).replace('⏎', '\n'),
        line.substring(last + 1));
  }
}
