package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Node;
import dev.sallyport.policy.rules.yaml.Quoted;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Finds rules that can never matter: whoever wrote them believes something that is not so. */
final class ReachCheck {
  private static final Set<EffectKind> ALWAYS_DENIED =
      Set.of(EffectKind.UNKNOWN, EffectKind.TRANSACTION);
  private static final Set<Qualifier> NEVER_OF_A_READ =
      Set.of(
          Qualifier.CASCADE,
          Qualifier.DATA_LOSS,
          Qualifier.REWRITE,
          Qualifier.CONCURRENTLY,
          Qualifier.NON_TRANSACTIONAL);

  private final Mistakes mistakes;
  private final List<LocatedRule> rules;
  private final Containment containment;

  ReachCheck(Mistakes mistakes, List<LocatedRule> rules, Environments environments) {
    this.mistakes = mistakes;
    this.rules = rules;
    this.containment = new Containment(environments);
  }

  void check(Surroundings surroundings) {
    for (LocatedRule rule : rules) {
      contradictions(rule);
      if (surroundings.now() != null) {
        pastWindows(rule, surroundings.now());
      }
      rules.stream()
          .filter(other -> other != rule && overshadows(other, rule))
          .findFirst()
          .ifPresent(other -> tellShadow(other, rule));
    }
  }

  private void contradictions(LocatedRule located) {
    Scope scope = located.rule().scope();
    if (!scope.effects().isEmpty()
        && (located.rule().verdict() == Verdict.DENY
            ? ALWAYS_DENIED.containsAll(scope.effects())
            : scope.effects().stream().anyMatch(ALWAYS_DENIED::contains))) {
      unreachable(
          located, "effects", "`unknown` and `transaction` are denied whatever the rules say");
    }
    if (!scope.operations().isEmpty()
        && scope.operations().stream().allMatch(Operation::withoutEffects)
        && !scope.asksOnlyForOperation()) {
      unreachable(located, "operations", "these operations have no effects to match");
    }
    if (!scope.qualifiers().isEmpty() && scope.without().containsAll(scope.qualifiers())) {
      unreachable(located, "without", "it asks for the qualifiers that it excludes");
    }
    if (scope.effects().equals(Set.of(EffectKind.READ))
        && !scope.qualifiers().isEmpty()
        && NEVER_OF_A_READ.containsAll(scope.qualifiers())) {
      unreachable(located, "qualifiers", "a `read` never has these qualifiers");
    }
    if (!scope.during().isEmpty() && scope.outside().containsAll(scope.during())) {
      unreachable(located, "outside", "it excludes the windows that it asks for");
    }
  }

  private void unreachable(LocatedRule located, String key, String why) {
    mistakes.error(
        located.at(key),
        "rule " + Quoted.of(located.rule().id()) + " is unreachable: " + why,
        "mend its keys, or remove the rule");
  }

  private void pastWindows(LocatedRule located, Instant now) {
    List<TimeWindow> windows = located.rule().scope().during();
    boolean over =
        !windows.isEmpty()
            && windows.stream()
                .allMatch(
                    window -> {
                      LocalDate last = window.last();
                      return last != null
                          && last.plusDays(1).isBefore(now.atZone(window.zone()).toLocalDate());
                    });
    if (over) {
      mistakes.warning(
          located.at("during"),
          "rule " + Quoted.of(located.rule().id()) + " is over: its windows lie in the past",
          "remove the rule, or give it new dates");
    }
  }

  /** Whether the other makes this rule pointless; of two equal ones the later is pointless. */
  private boolean overshadows(LocatedRule other, LocatedRule rule) {
    Rule wide = other.rule();
    Rule narrow = rule.rule();
    if (wide.verdict().compareTo(narrow.verdict()) < 0 || !containment.holds(wide, narrow)) {
      return false;
    }
    if (wide.verdict() == Verdict.DENY && narrow.verdict() != Verdict.DENY) {
      return true;
    }
    if (addsSomething(narrow, wide)) {
      return false;
    }
    boolean equal = wide.verdict() == narrow.verdict() && containment.holds(narrow, wide);
    return !equal || addsSomething(wide, narrow) || isBefore(other.at("id"), rule.at("id"));
  }

  private static boolean isBefore(Node one, Node other) {
    return one.line() == other.line() ? one.column() < other.column() : one.line() < other.line();
  }

  private static boolean addsSomething(Rule narrow, Rule wide) {
    Obligations asked = wide.demands().on(Obligations.DEFAULT);
    boolean demands =
        !narrow.demands().withoutApprovers().on(asked).equals(asked)
            || (narrow.demands().asksApprovers()
                && !narrow.demands().sameApprovers(wide.demands()));
    boolean words = !narrow.help().isEmpty() && !narrow.help().equals(wide.help());
    return demands || words || liftsAFloor(narrow);
  }

  /**
   * By naming a call or the qualifier {@code one-reader} a rule allows what no general rule can.
   */
  private static boolean liftsAFloor(Rule rule) {
    return rule.verdict() == Verdict.ALLOW
        && (rule.scope().qualifiers().contains(Qualifier.ONE_READER)
            || (rule.scope().effects().contains(EffectKind.CALL)
                && rule.scope().objects().stream().anyMatch(ObjectPattern::isLiteral)));
  }

  private void tellShadow(LocatedRule other, LocatedRule rule) {
    boolean denied = other.rule().verdict() != rule.rule().verdict();
    String by = Quoted.of(other.rule().id()) + " on line " + other.at("id").line();
    mistakes.error(
        rule.at("id"),
        "rule "
            + Quoted.of(rule.rule().id())
            + (denied
                ? " is unreachable: whatever it matches is stricter under rule " + by
                : " is shadowed: rule " + by + " says the same of everything it matches"),
        denied ? "narrow one of the two rules" : "remove it, or give it something to add");
  }
}
