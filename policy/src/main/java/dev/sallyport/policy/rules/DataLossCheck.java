package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Quoted;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warns of rules that let data be lost without anybody being asked. */
final class DataLossCheck {
  private static final Map<EffectKind, Qualifier> LOSSES = new LinkedHashMap<>();

  static {
    LOSSES.put(EffectKind.DROP, Qualifier.DATA_LOSS);
    LOSSES.put(EffectKind.TRUNCATE, Qualifier.DATA_LOSS);
    LOSSES.put(EffectKind.ALTER, Qualifier.DATA_LOSS);
    LOSSES.put(EffectKind.DELETE, Qualifier.UNBOUNDED);
    LOSSES.put(EffectKind.UPDATE, Qualifier.UNBOUNDED);
  }

  private final Mistakes mistakes;
  private final List<LocatedRule> rules;
  private final Environments environments;

  DataLossCheck(Mistakes mistakes, List<LocatedRule> rules, Environments environments) {
    this.mistakes = mistakes;
    this.rules = rules;
    this.environments = environments;
  }

  void check() {
    rules.stream()
        .filter(rule -> rule.rule().verdict() == Verdict.ALLOW)
        .forEach(this::checkPermission);
  }

  private void checkPermission(LocatedRule permission) {
    for (Environment environment : environments.all()) {
      if (environment.like() == Strictness.DISPOSABLE) {
        continue;
      }
      for (Map.Entry<EffectKind, Qualifier> loss : LOSSES.entrySet()) {
        Scope scope = permission.rule().scope();
        if (speaksOf(scope, environment.name(), loss.getKey(), loss.getValue())
            && rules.stream()
                .noneMatch(
                    other ->
                        restrains(other.rule(), permission.rule(), environment.name(), loss))) {
          warn(permission, environment.name(), loss.getKey());
          return;
        }
      }
    }
  }

  private void warn(LocatedRule permission, String environment, EffectKind kind) {
    mistakes.warning(
        permission.at("effects"),
        "rule "
            + Quoted.of(permission.rule().id())
            + " allows "
            + Quoted.of(kind.label())
            + " that loses data in "
            + Quoted.of(environment)
            + " without approval",
        "add `without: [data-loss, unbounded]`, or a rule that asks for approval");
  }

  private static boolean speaksOf(
      Scope scope, String environment, EffectKind kind, Qualifier qualifier) {
    return scope.appliesIn(environment)
        && (scope.effects().isEmpty() || scope.effects().contains(kind))
        && (scope.qualifiers().isEmpty() || scope.qualifiers().contains(qualifier))
        && !scope.without().contains(qualifier);
  }

  /** Whether the rule holds back, at any time and for anybody, what the permission lets through. */
  private static boolean restrains(
      Rule rule, Rule permission, String environment, Map.Entry<EffectKind, Qualifier> loss) {
    Scope scope = rule.scope();
    Scope permitted = permission.scope();
    return rule.verdict() != Verdict.ALLOW
        && rule.condition() == null
        && speaksOf(scope, environment, loss.getKey(), loss.getValue())
        && (scope.operations().isEmpty()
            || (!permitted.operations().isEmpty()
                && scope.operations().containsAll(permitted.operations())))
        && (scope.objectKinds().isEmpty()
            || (!permitted.objectKinds().isEmpty()
                && scope.objectKinds().containsAll(permitted.objectKinds())))
        && (scope.objects().isEmpty()
            || (!permitted.objects().isEmpty()
                && permitted.objects().stream()
                    .allMatch(
                        object -> scope.objects().stream().anyMatch(p -> p.contains(object)))))
        && scope.columns().isEmpty()
        && scope.without().isEmpty()
        && scope.agents().isEmpty()
        && scope.powers().isEmpty()
        && scope.during().isEmpty()
        && scope.outside().isEmpty();
  }
}
