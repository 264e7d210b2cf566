package dev.sallyport.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.rules.trial.PolicyTest;
import dev.sallyport.policy.rules.trial.PolicyTest.Outcome;
import dev.sallyport.policy.rules.yaml.Shape;
import dev.sallyport.policy.sql.SqlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/policies.md}: its policies are read, and every row of its tables is decided. */
class PolicyDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "policies.md");
  private static final SqlReader READER = new SqlReader();

  /** One row under a policy. */
  record Row(String policy, List<String> heads, List<String> cells) {
    String cell(String head) {
      int column = heads.indexOf(head);
      return column < 0 || column >= cells.size() ? "" : cells.get(column);
    }

    @Override
    public String toString() {
      return cells.toString();
    }
  }

  @AfterAll
  static void close() {
    READER.close();
  }

  static Stream<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    StringBuilder block = null;
    String policy = "";
    List<String> heads = List.of();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("```")) {
        boolean opens = block == null;
        if (!opens && block.toString().startsWith("version: 1")) {
          policy = block.toString();
        }
        block = opens ? new StringBuilder() : null;
        heads = List.of();
      } else if (block != null) {
        block.append(line).append('\n');
      } else if (line.startsWith("| request |")) {
        heads = cells(line);
      } else if (!heads.isEmpty() && line.startsWith("|") && !line.startsWith("|---")) {
        rows.add(new Row(policy, heads, cells(line)));
      } else if (!line.startsWith("|")) {
        heads = List.of();
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhatIsDecided(Row row) {
    PolicySet policy = Requests.policy(row.policy());
    String request = row.cell("request");
    String when =
        request.startsWith("operation ")
            ? "{ operation: " + request.substring(10) + " }"
            : quoted(bare(request));
    String yaml =
        "given:\n"
            + given("environment", row.cell("environment"))
            + given("time", row.cell("time"))
            + given("justification", row.cell("justification"))
            + "  search-path: public\nwhen: "
            + when
            + "\nthen:\n  verdict: "
            + row.cell("decision")
            + "\n  reasons: [{ rule: "
            + quoted(bare(row.cell("by")))
            + ", verdict: "
            + row.cell("decision")
            + " }]\n"
            + obligations(row.cell("obligations"));

    Outcome outcome = PolicyTest.read("row", yaml.getBytes(UTF_8)).run(policy, READER::read);

    assertThat(outcome.differences()).isEmpty();
  }

  @Test
  void namesEveryKey() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> keys = new ArrayList<>();
    for (Shape.Section section :
        List.of(
            PolicyGrammar.FILE,
            PolicyGrammar.RULE,
            PolicyGrammar.ENVIRONMENT,
            PolicyGrammar.LIMITS,
            PolicyGrammar.APPROVALS,
            PolicyGrammar.WINDOW)) {
      section.keys().forEach(key -> keys.add("`" + key.name() + "`"));
    }

    assertThat(document).contains(keys);
  }

  @ParameterizedTest
  @EnumSource
  void namesEveryTemplate(BuiltInPolicies template) throws IOException {
    assertThat(Files.readString(DOCUMENT)).contains("`" + template.label() + "`");
  }

  @Test
  void theShippedFileIsTheStrictTemplate() throws IOException {
    assertThat(Files.readAllBytes(Path.of("..", "policies.yaml")))
        .isEqualTo(BuiltInPolicies.STRICT.text());
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
  }

  private static String bare(String cell) {
    return cell.startsWith("`") ? cell.substring(1, cell.length() - 1) : cell;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String given(String key, String cell) {
    return cell.isEmpty() ? "" : "  " + key + ": " + cell + "\n";
  }

  private static String obligations(String cell) {
    if (cell.isEmpty()) {
      return "";
    }
    StringBuilder yaml = new StringBuilder("  obligations:\n");
    for (String part : cell.split(", ")) {
      yaml.append("    ").append(part.replaceFirst(" ", ": ")).append('\n');
    }
    return yaml.toString();
  }
}
