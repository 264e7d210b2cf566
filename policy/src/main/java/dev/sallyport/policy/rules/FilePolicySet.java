package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of one file. */
record FilePolicySet(
    String digest,
    List<Rule> rules,
    Environments environments,
    Map<String, Set<String>> groups,
    boolean strictGuard,
    List<Mistake> warnings,
    RuleIndex index)
    implements PolicySet {

  FilePolicySet(
      String digest,
      List<Rule> rules,
      Environments environments,
      Map<String, Set<String>> groups,
      boolean strictGuard,
      List<Mistake> warnings) {
    this(
        digest,
        List.copyOf(rules),
        environments,
        Map.copyOf(groups),
        strictGuard,
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
  public Explanation explain(PolicyRequest request) {
    Decision decision = decide(request);
    return new Explanation(
        request,
        decision,
        traces(request),
        new WhatIf(this::decide, request, decision.verdict()).changes(environmentNames()));
  }

  List<EffectTrace> traces(PolicyRequest request) {
    Evaluation evaluation = new Evaluation(this, request, true);
    try {
      evaluation.decision();
    } catch (RuntimeException e) {
      return List.of();
    }
    return evaluation.traces();
  }

  @Override
  public List<String> ruleIds() {
    return rules.stream().map(Rule::id).toList();
  }

  @Override
  public List<RuleOutline> outline(String environment, Agent agent, Set<String> powers) {
    return rules.stream()
        .filter(rule -> rule.scope().appliesIn(environment))
        .filter(rule -> rule.scope().mayConcern(agent, powers))
        .map(RuleOutline::of)
        .toList();
  }

  @Override
  public Set<String> environmentNames() {
    return environments.all().stream()
        .map(Environment::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public EnvironmentMatch environmentOf(TargetFacts target, @Nullable String pinned) {
    return environments.of(target, pinned);
  }
}
