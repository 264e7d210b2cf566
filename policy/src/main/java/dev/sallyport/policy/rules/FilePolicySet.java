package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one file. */
record FilePolicySet(
    String digest,
    List<Rule> rules,
    Environments environments,
    Map<String, Set<String>> groups,
    List<Mistake> warnings,
    RuleIndex index)
    implements PolicySet {

  FilePolicySet(
      String digest,
      List<Rule> rules,
      Environments environments,
      Map<String, Set<String>> groups,
      List<Mistake> warnings) {
    this(
        digest,
        List.copyOf(rules),
        environments,
        Map.copyOf(groups),
        List.copyOf(warnings),
        new RuleIndex(rules, environments));
  }

  @Override
  public Decision decide(PolicyRequest request) {
    try {
      return new Evaluation(this, request).decision();
    } catch (RuntimeException e) {
      return Decision.denied(
          "built-in:error",
          "the policy could not be evaluated: " + e.getClass().getSimpleName(),
          "tell the policy's owner; what can't be decided is denied");
    }
  }

  @Override
  public EnvironmentMatch environmentOf(TargetFacts target, @Nullable String pinned) {
    return environments.of(target, pinned);
  }
}
