package dev.sallyport.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.rules.trial.PolicyTest;
import dev.sallyport.policy.rules.trial.PolicyTest.Outcome;
import dev.sallyport.policy.sql.SqlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under {@code scenarios} is one case; its name says what it shows. */
class ScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");
  private static final SqlReader READER = new SqlReader();

  @AfterAll
  static void close() {
    READER.close();
  }

  static Stream<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutAsItSays(Path file) throws IOException {
    assertThat(run(file).differences()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void reachEveryRuleOfEveryTemplate(BuiltInPolicies template) throws IOException {
    Set<String> unreached = new TreeSet<>(template.policy().ruleIds());
    Set<String> reached = ConcurrentHashMap.newKeySet();
    for (Path file :
        scenarios().filter(it -> it.startsWith(FOLDER.resolve(template.label()))).toList()) {
      reached.addAll(run(file).reached());
    }
    unreached.removeAll(reached);

    assertThat(unreached).isEmpty();
  }

  @Test
  void aCaseThatIsWrongSaysSo() throws IOException {
    PolicyTest test =
        PolicyTest.read(
            "wrong.yaml",
            """
            when: delete from users
            then: { verdict: allow, reasons: [{ rule: reads }], obligations: { rows: 5 } }
            """
                .getBytes(UTF_8));

    Outcome outcome = test.run(BuiltInPolicies.STRICT.policy(), READER::read);

    assertThat(outcome.differences()).hasSize(3);
    assertThat(outcome.differences().get(0)).startsWith("expected allow, decided deny: [");
    assertThat(outcome.differences().get(1)).startsWith("no such reason: rule reads; ");
    assertThat(outcome.differences().get(2)).isEqualTo("expected rows 5, found 10000");
  }

  private static Outcome run(Path file) throws IOException {
    PolicyTest test = PolicyTest.read(file.toString(), Files.readAllBytes(file));
    String name = test.policy().orElse("strict");
    PolicySet policy =
        name.endsWith(".yaml")
            ? PolicyReader.read(name, Files.readAllBytes(file.resolveSibling(name)))
            : BuiltInPolicies.valueOf(name.toUpperCase(Locale.ROOT)).policy();
    return test.run(policy, READER::read);
  }
}
