package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the rules. Every effect must be covered; of the rules that speak,
 * the strictest wins; what goes wrong on the way denies.
 */
final class Evaluation {
  /** A rule and the effects that it spoke of. */
  private record Spoken(Rule rule, List<Subject> on) {
    /** Whether it was written for this operation, so that its words fit best. */
    boolean names(Operation operation) {
      return rule.scope().operations().contains(operation);
    }
  }

  private final FilePolicySet policy;
  private final PolicyRequest request;
  private final BuiltInRules builtIn;
  private final Map<String, Spoken> spoken = new LinkedHashMap<>();
  private final List<Reason> reasons = new ArrayList<>();
  private final List<EffectTrace> traces = new ArrayList<>();
  private final boolean tracing;
  private Obligations obligations = Obligations.DEFAULT;

  Evaluation(FilePolicySet policy, PolicyRequest request) {
    this(policy, request, false);
  }

  /**
   * @param tracing whether to keep which rules spoke of which effect
   */
  Evaluation(FilePolicySet policy, PolicyRequest request, boolean tracing) {
    this.tracing = tracing;
    this.policy = policy;
    this.request = request;
    this.builtIn = new BuiltInRules(request);
  }

  Decision decision() {
    Environment environment = policy.environments().named(request.environment()).orElse(null);
    if (environment == null) {
      return builtIn.unknownEnvironment();
    }
    if (request.operation().withoutEffects() && request.statements().isEmpty()) {
      decideWithoutEffects();
    } else {
      List<Subject> subjects = subjects();
      if (subjects.isEmpty()) {
        reasons.add(builtIn.nothingToDo());
      }
      boolean free = environment.like() == Strictness.DISPOSABLE;
      subjects.forEach(subject -> decide(subject, free));
    }
    return conclude();
  }

  private List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    List<Statement> statements = request.statements();
    for (int i = 0; i < statements.size(); i++) {
      for (Effect effect : statements.get(i).effects()) {
        subjects.add(new Subject(effect, i));
      }
    }
    if (subjects.isEmpty()) {
      DeclaredEffects.of(request.operation())
          .forEach(effect -> subjects.add(Subject.declared(effect)));
    }
    return subjects;
  }

  /** Nothing is touched, so that all is well unless a rule names the operation. */
  private void decideWithoutEffects() {
    reasons.add(builtIn.harmless());
    Subject whole = Subject.declared(Effect.of(EffectKind.READ));
    for (Rule rule : policy.rules()) {
      if (rule.scope().operations().contains(request.operation())
          && rule.scope().appliesIn(request.environment())) {
        speak(rule, whole, rule.scope().matchRequest(request));
      }
    }
  }

  /** What the rules said of each effect; only after a decision, and only when tracing. */
  List<EffectTrace> traces() {
    return List.copyOf(traces);
  }

  private void decide(Subject subject, boolean free) {
    List<Rule> speaking = new ArrayList<>();
    Reason own = builtIn.never(subject).orElseGet(() -> ask(subject, free, speaking));
    if (own != null) {
      reasons.add(own);
    }
    if (tracing) {
      traces.add(EffectTrace.of(subject, speaking, own));
    }
  }

  /** Asks every rule; gives the built-in rule that speaks besides them, where there is one. */
  private @Nullable Reason ask(Subject subject, boolean free, List<Rule> speaking) {
    Effect effect = subject.effect();
    boolean covered = false;
    Verdict strictest = Verdict.ALLOW;
    for (Rule rule : policy.index().candidates(request.environment(), subject)) {
      Match match = rule.scope().match(subject, request);
      if (speak(rule, subject, match)) {
        covered |= match == Match.YES;
        strictest = strictest.or(rule.verdict());
        speaking.add(rule);
      }
    }
    if (!covered) {
      return builtIn.noRule(subject);
    }
    if (strictest != Verdict.ALLOW || free || subject.isDeclared()) {
      return null;
    }
    Reason floor = builtIn.floor(effect, speaking).orElse(null);
    if (floor != null) {
      require(ApprovalRequirement.anyone(floor.ruleId()));
    }
    return floor;
  }

  /** Lets the rule speak where it matches well enough and its condition holds. */
  private boolean speak(Rule rule, Subject subject, Match match) {
    if (!rule.speaksAt(match) || !holds(rule, subject)) {
      return false;
    }
    spoken.computeIfAbsent(rule.id(), id -> new Spoken(rule, new ArrayList<>())).on().add(subject);
    return true;
  }

  private boolean holds(Rule rule, Subject subject) {
    Condition condition = rule.condition();
    if (condition == null) {
      return true;
    }
    try {
      return condition.holds(subject, request);
    } catch (ConditionException e) {
      reasons.add(builtIn.failedCondition(rule, e));
      return false;
    }
  }

  private void require(ApprovalRequirement approval) {
    obligations = new Demands(null, null, null, null, null, Set.of(), 0, approval).on(obligations);
  }

  /** Which rules require what. */
  private static Map<String, List<String>> asking(List<Spoken> inOrder) {
    Map<String, List<String>> asking = new LinkedHashMap<>();
    for (Spoken each : inOrder) {
      for (String name : each.rule().demands().require()) {
        asking.computeIfAbsent(name, any -> new ArrayList<>()).add(each.rule().id());
      }
    }
    return asking;
  }

  private Decision conclude() {
    List<Spoken> inOrder = new ArrayList<>(spoken.values());
    inOrder.sort(Comparator.comparing(each -> !each.names(request.operation())));
    for (Spoken each : inOrder) {
      obligations = each.rule().demands().on(obligations);
      reasons.add(Wording.reason(each.rule(), each.on(), request));
    }
    builtIn.unfulfilled(obligations, asking(inOrder)).forEach(reasons::add);
    List<Reason> distinct = new ArrayList<>(new LinkedHashSet<>(reasons));
    distinct.sort(Comparator.comparing(Reason::verdict).reversed());
    return Decision.from(distinct, obligations);
  }
}
