package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trusted rules together with rules that may only make them stricter. */
record TightenedPolicySet(PolicySet trusted, PolicySet untrusted) implements PolicySet {

  @Override
  public Decision decide(PolicyRequest request) {
    return trusted.decide(request).and(untrusted.decide(request));
  }

  @Override
  public Explanation explain(PolicyRequest request) {
    Decision decision = decide(request);
    List<EffectTrace> effects = new ArrayList<>(trusted.explain(request).effects());
    effects.addAll(untrusted.explain(request).effects());
    return new Explanation(
        request,
        decision,
        effects,
        new WhatIf(this::decide, request, decision.verdict()).changes(environmentNames()));
  }

  @Override
  public List<String> ruleIds() {
    return Stream.concat(trusted.ruleIds().stream(), untrusted.ruleIds().stream())
        .distinct()
        .toList();
  }

  /** Both answer each request, so the rules of both count. */
  @Override
  public List<RuleOutline> outline(String environment, Agent agent, Set<String> powers) {
    return Stream.concat(
            trusted.outline(environment, agent, powers).stream(),
            untrusted.outline(environment, agent, powers).stream())
        .distinct()
        .toList();
  }

  @Override
  public Set<String> environmentNames() {
    return trusted.environmentNames();
  }

  @Override
  public String digest() {
    return Digest.of(trusted.digest() + untrusted.digest());
  }

  /** The stricter of the two; an environment that only the untrusted file knows by its like. */
  @Override
  public EnvironmentMatch environmentOf(TargetFacts target, @Nullable String pinned) {
    EnvironmentMatch ours = trusted.environmentOf(target, pinned);
    EnvironmentMatch theirs = untrusted.environmentOf(target, pinned);
    if (!theirs.isStricterThan(ours)) {
      return ours;
    }
    return trusted.environmentNames().contains(theirs.name())
        ? theirs
        : new EnvironmentMatch(theirs.like(), theirs.like(), theirs.why());
  }

  @Override
  public Map<String, Set<String>> groups() {
    return trusted.groups();
  }

  @Override
  public boolean strictGuard() {
    return trusted.strictGuard() || untrusted.strictGuard();
  }

  @Override
  public List<Mistake> warnings() {
    return untrusted.warnings();
  }
}
