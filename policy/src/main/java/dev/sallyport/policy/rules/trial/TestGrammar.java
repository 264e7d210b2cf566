package dev.sallyport.policy.rules.trial;

import static dev.sallyport.policy.rules.yaml.Shape.Key.optional;
import static dev.sallyport.policy.rules.yaml.Shape.Key.required;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.yaml.Shape.Choice;
import dev.sallyport.policy.rules.yaml.Shape.Flag;
import dev.sallyport.policy.rules.yaml.Shape.ListOf;
import dev.sallyport.policy.rules.yaml.Shape.Section;
import dev.sallyport.policy.rules.yaml.Shape.Text;
import dev.sallyport.policy.rules.yaml.Shape.Whole;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What may stand in a policy's test case. */
final class TestGrammar {
  private static final Text INSTANT =
      new Text(
          "a moment in UTC",
          Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z"),
          "2026-11-20T12:00:00Z",
          false);
  private static final Choice VERDICT =
      new Choice("a verdict", List.of("allow", "approve", "deny", "ALLOW", "APPROVE", "DENY"));
  private static final Choice OPERATION =
      new Choice("an operation", labels(Operation.values(), Operation::label));

  private static final Section AGENT =
      new Section(
          "the agent",
          List.of(
              required("id", Text.ANY, "the agent's name"),
              optional("verified", new Flag(), "whether a token proved it; without it true")));

  private static final Section DATABASE =
      new Section(
          "the database",
          List.of(
              optional("host", Text.ANY, "as the connection names it"),
              optional("name", Text.ANY, "the database's name"),
              optional("addresses", new ListOf(Text.ANY), "what the host stands for"),
              optional("powers", new ListOf(Text.ANY), "what the connection's role can do")));

  private static final Section GIVEN =
      new Section(
          "given",
          List.of(
              optional("policies", Text.ANY, "the policy; without it the one under test"),
              optional("environment", Text.ANY, "without it production"),
              optional("agent", AGENT, "who asks"),
              optional("database", DATABASE, "what is asked about"),
              optional("time", INSTANT, "when; without it 2026-01-01T12:00:00Z"),
              optional("justification", Text.ANY, "why the agent asks"),
              optional("search-path", Text.ANY, "the schema of unqualified names; else public"),
              optional(
                  "estimated-rows",
                  new Whole(0, Long.MAX_VALUE / 2),
                  "rows that would change, where it was estimated"),
              optional("fulfillable", new ListOf(Text.ANY), "what under `require` can be done")));

  private static final Section EFFECT =
      new Section(
          "an effect",
          List.of(
              required(
                  "kind",
                  new Choice("an effect", labels(EffectKind.values(), EffectKind::label)),
                  "what is done"),
              optional("object", Text.ANY, "to what: `schema.name`"),
              optional(
                  "object-kind",
                  new Choice("a kind of object", labels(ObjectKind.values(), ObjectKind::label)),
                  "without it table"),
              optional("columns", new ListOf(Text.ANY), "which columns"),
              optional(
                  "qualifiers",
                  new ListOf(
                      new Choice("a qualifier", labels(Qualifier.values(), Qualifier::label))),
                  "facts about it")));

  /** {@code when} where it is no plain SQL. */
  static final Section WHEN =
      new Section(
          "when",
          List.of(
              optional("operation", OPERATION, "without it query for reads, else execute"),
              optional("sql", Text.ANY, "the statements"),
              optional("effects", new ListOf(EFFECT), "the effects of one statement")));

  private static final Section REASON =
      new Section(
          "a reason",
          List.of(
              required("rule", Text.ANY, "the rule that speaks"),
              optional("verdict", VERDICT, "what it says"),
              optional("message", Text.ANY, "in exactly these words"),
              optional("help", Text.ANY, "in exactly these words")));

  private static final Section OBLIGATIONS =
      new Section(
          "obligations",
          List.of(
              optional("rows", new Whole(0, Long.MAX_VALUE / 2), "most rows returned"),
              optional("bytes", new Whole(0, Long.MAX_VALUE / 2), "most bytes returned"),
              optional("timeout", Text.ANY, "such as PT10S"),
              optional("lock-timeout", Text.ANY, "such as PT3S"),
              optional("row-ceiling", new Whole(0, Long.MAX_VALUE / 2), "most rows changed"),
              optional("justification", new Whole(0, 10_000), "least length"),
              optional("require", new ListOf(Text.ANY), "all that is required"),
              optional("approvers", new Whole(0, 100), "most approvers that one rule asks for")));

  private static final Section THEN =
      new Section(
          "then",
          List.of(
              required("verdict", VERDICT, "what the policy decides"),
              optional("reasons", new ListOf(REASON), "reasons that must be among those given"),
              optional("obligations", OBLIGATIONS, "what must hold while it runs")));

  static final Section FILE =
      new Section(
          "the test case",
          List.of(
              optional("description", Text.ANY, "what the case shows"),
              optional("given", GIVEN, "the surroundings"),
              required("when", Text.ANY, "SQL, or an operation, or effects"),
              required("then", THEN, "what must come of it")));

  private TestGrammar() {}

  private static <T> List<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).toList();
  }
}
