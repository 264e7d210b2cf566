package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Nearest;
import dev.sallyport.policy.rules.yaml.Node;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Quoted;
import dev.sallyport.policy.rules.yaml.ShapeCheck;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules}. What is not of its shape was told before; the rest is told here. */
final class RuleSection {
  private final Mistakes mistakes;
  private final Environments environments;
  private final Spans spans;
  private final boolean checkConditions;
  private final DemandSection demands;
  private final Map<String, Scalar> ids = new HashMap<>();

  RuleSection(
      Mistakes mistakes,
      Environments environments,
      Map<String, Set<String>> groups,
      boolean checkConditions) {
    this.checkConditions = checkConditions;
    this.mistakes = mistakes;
    this.environments = environments;
    this.spans = new Spans(mistakes);
    this.demands = new DemandSection(mistakes, spans, groups);
  }

  List<LocatedRule> read(Fields file) {
    List<LocatedRule> rules = new ArrayList<>();
    for (Node item : file.items("rules")) {
      Fields fields = Fields.of(item);
      int before = mistakes.errors();
      boolean shaped = ShapeCheck.fits(item, PolicyGrammar.RULE);
      Rule rule = rule(fields);
      rules.add(new LocatedRule(rule, fields, shaped && mistakes.errors() == before));
    }
    return rules;
  }

  private Rule rule(Fields fields) {
    String id = id(fields);
    Verdict verdict =
        fields
            .text("decision")
            .flatMap(word -> find(Verdict.values(), Verdict::label, word))
            .orElse(Verdict.DENY);
    return new Rule(
        id,
        scope(fields),
        condition(fields),
        verdict,
        demands.read(id, verdict, fields),
        fields.text("help").orElse("").strip());
  }

  private String id(Fields fields) {
    Optional<Scalar> id = fields.scalar("id");
    id.ifPresent(
        scalar -> {
          Scalar earlier = ids.putIfAbsent(scalar.text(), scalar);
          if (earlier != null) {
            mistakes.error(
                scalar,
                "there is another rule " + Quoted.of(scalar.text()),
                "give each rule an id of its own; the other is on line " + earlier.line());
          }
        });
    return id.map(Scalar::text).orElse("");
  }

  private Scope scope(Fields fields) {
    return new Scope(
        words(fields, "operations", Operation.values(), Operation::label),
        words(fields, "effects", EffectKind.values(), EffectKind::label),
        words(fields, "object-kinds", ObjectKind.values(), ObjectKind::label),
        objects(fields),
        fields.texts("columns").stream().map(Glob::of).toList(),
        words(fields, "qualifiers", Qualifier.values(), Qualifier::label),
        words(fields, "without", Qualifier.values(), Qualifier::label),
        environments(fields),
        fields.texts("agents").stream().map(Glob::of).toList(),
        Set.copyOf(fields.texts("powers")),
        spans.windows(fields, "during"),
        spans.windows(fields, "outside"));
  }

  private List<ObjectPattern> objects(Fields fields) {
    List<ObjectPattern> patterns = new ArrayList<>();
    for (Scalar scalar : fields.scalars("objects")) {
      Optional<ObjectPattern> pattern = ObjectPattern.of(scalar.text());
      if (pattern.isEmpty()) {
        mistakes.error(
            scalar,
            Quoted.of(scalar.text()) + " names no object",
            "write `schema.name`, such as `public.users` or `audit.*`");
        continue;
      }
      if (!pattern.get().hasSchema() && !onlyOutsideSchemas(fields)) {
        mistakes.error(
            scalar,
            Quoted.of(scalar.text()) + " has no schema, so it would match no table",
            "write "
                + Quoted.of("public." + scalar.text())
                + " or "
                + Quoted.of("*." + scalar.text())
                + ", or name the `object-kinds` that live in no schema");
      }
      patterns.add(pattern.get());
    }
    return patterns;
  }

  private static boolean onlyOutsideSchemas(Fields fields) {
    Set<ObjectKind> kinds = words(fields, "object-kinds", ObjectKind.values(), ObjectKind::label);
    return !kinds.isEmpty() && kinds.stream().allMatch(ObjectKind::livesOutsideSchemas);
  }

  private Set<String> environments(Fields fields) {
    Set<String> applies = new LinkedHashSet<>();
    List<String> known = environments.all().stream().map(Environment::name).toList();
    for (Scalar scalar : fields.scalars("environments")) {
      if (environments.named(scalar.text()).isEmpty()) {
        mistakes.error(
            scalar,
            "there is no environment " + Quoted.of(scalar.text()),
            Nearest.to(scalar.text(), known)
                .map(name -> "did you mean " + Quoted.of(name) + "?")
                .orElse("declare it under `environments:`, or use " + Quoted.choice(known)));
      }
      known.stream()
          .filter(name -> environments.applies(scalar.text(), name))
          .forEach(applies::add);
    }
    return applies;
  }

  private @Nullable Condition condition(Fields fields) {
    Optional<Scalar> when = fields.scalar("when").filter(scalar -> !scalar.text().isBlank());
    if (when.isEmpty()) {
      return null;
    }
    CelCondition condition = new CelCondition(when.get().text());
    if (checkConditions) {
      ConditionCheck.check(condition, when.get(), mistakes);
    }
    return condition;
  }

  private static <T> Set<T> words(
      Fields fields, String key, T[] values, Function<T, String> label) {
    Set<T> found = new LinkedHashSet<>();
    fields.texts(key).forEach(word -> find(values, label, word).ifPresent(found::add));
    return Set.copyOf(found);
  }

  private static <T> Optional<T> find(T[] values, Function<T, String> label, String word) {
    return Arrays.stream(values).filter(value -> label.apply(value).equals(word)).findFirst();
  }
}
