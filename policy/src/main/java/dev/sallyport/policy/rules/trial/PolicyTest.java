package dev.sallyport.policy.rules.trial;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Node;
import dev.sallyport.policy.rules.yaml.Node.Mapping;
import dev.sallyport.policy.rules.yaml.Shape.Key;
import dev.sallyport.policy.rules.yaml.Shape.Section;
import dev.sallyport.policy.rules.yaml.ShapeCheck;
import dev.sallyport.policy.rules.yaml.YamlReader;
import dev.sallyport.policy.sql.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One test case of a policy: what is given, what is asked, what must come of it. */
public final class PolicyTest {
  private final String name;
  private final Fields given;
  private final Fields file;
  private final Fields then;

  private PolicyTest(String name, Fields file) {
    this.name = name;
    this.file = file;
    this.given = file.section("given").orElseGet(() -> Fields.of(new Mapping(List.of(), 1, 1)));
    this.then = file.section("then").orElseGet(() -> Fields.of(new Mapping(List.of(), 1, 1)));
  }

  /**
   * What came of a case.
   *
   * @param differences what was expected and did not come; empty where the case passed
   * @param reached the ids of the rules that spoke
   */
  public record Outcome(String name, List<String> differences, Set<String> reached) {
    public Outcome {
      differences = List.copyOf(differences);
      reached = Set.copyOf(reached);
    }

    public boolean passed() {
      return differences.isEmpty();
    }
  }

  /**
   * A case from its file.
   *
   * @throws InvalidPolicyException with every mistake in it
   */
  public static PolicyTest read(String fileName, byte[] yaml) {
    Mistakes mistakes = new Mistakes(fileName);
    Optional<Node> tree = YamlReader.read(yaml, mistakes);
    if (tree.isPresent()) {
      check(tree.get(), mistakes);
    }
    if (tree.isEmpty() || mistakes.hasErrors()) {
      throw new InvalidPolicyException(mistakes.all());
    }
    return new PolicyTest(fileName, Fields.of(tree.get()));
  }

  private static void check(Node tree, Mistakes mistakes) {
    boolean structured = Fields.of(tree).section("when").isPresent();
    Section shape =
        new Section(
            TestGrammar.FILE.what(),
            TestGrammar.FILE.keys().stream()
                .map(
                    key ->
                        structured && key.name().equals("when")
                            ? Key.required("when", TestGrammar.WHEN, key.description())
                            : key)
                .toList());
    new ShapeCheck(mistakes).check(tree, shape);
  }

  /** The policy that the case names, where it names one. */
  public Optional<String> policy() {
    return given.text("policies");
  }

  /** Decides the case and compares. */
  public Outcome run(PolicySet policy, Function<String, Reading> reader) {
    Decision decision;
    try {
      PolicyRequest request = new TestRequest(given, reader).of(file);
      decision = policy.decide(request);
    } catch (UnreadableCaseException e) {
      return new Outcome(name, List.of(String.valueOf(e.getMessage())), Set.of());
    }
    Set<String> reached =
        decision.reasons().stream().map(Reason::ruleId).collect(Collectors.toSet());
    return new Outcome(name, differences(decision), reached);
  }

  private List<String> differences(Decision decision) {
    List<String> differences = new ArrayList<>();
    String verdict = then.text("verdict").orElse("").toLowerCase(Locale.ROOT);
    if (!decision.verdict().label().equals(verdict)) {
      differences.add(
          "expected "
              + verdict
              + ", decided "
              + decision.verdict().label()
              + ": "
              + new LinkedHashSet<>(decision.reasons().stream().map(PolicyTest::line).toList()));
    }
    for (Node node : then.items("reasons")) {
      Fields expected = Fields.of(node);
      if (decision.reasons().stream().noneMatch(reason -> isMeant(expected, reason))) {
        differences.add(
            "no such reason: "
                + words(expected)
                + "; the reasons are "
                + decision.reasons().stream().map(PolicyTest::line).toList());
      }
    }
    then.section("obligations")
        .ifPresent(
            expected ->
                differences.addAll(
                    ObligationDifferences.between(expected, decision.obligations())));
    return differences;
  }

  private static boolean isMeant(Fields expected, Reason reason) {
    return expected.text("rule").filter(reason.ruleId()::equals).isPresent()
        && expected
            .text("verdict")
            .map(word -> word.toLowerCase(Locale.ROOT).equals(reason.verdict().label()))
            .orElse(true)
        && expected.text("message").map(reason.message()::equals).orElse(true)
        && expected.text("help").map(reason.help()::equals).orElse(true);
  }

  private static String words(Fields expected) {
    return expected.mapping().entries().stream()
        .map(entry -> entry.key().text() + " " + entry.value().text())
        .collect(Collectors.joining(", "));
  }

  private static String line(Reason reason) {
    return reason.ruleId()
        + " says "
        + reason.verdict().label()
        + ": "
        + reason.message()
        + (reason.help().isEmpty() ? "" : " (help: " + reason.help() + ")");
  }
}
