package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.EffectKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules by environment and kind of effect, so that a decision looks at few of them. */
final class RuleIndex {
  private final Map<String, Map<EffectKind, List<Rule>>> byEnvironment = new HashMap<>();

  RuleIndex(List<Rule> rules, Environments environments) {
    for (Environment environment : environments.all()) {
      List<Rule> here =
          rules.stream().filter(rule -> rule.scope().appliesIn(environment.name())).toList();
      Map<EffectKind, List<Rule>> byKind = new EnumMap<>(EffectKind.class);
      for (EffectKind kind : EffectKind.values()) {
        byKind.put(kind, here.stream().filter(rule -> appliesTo(rule, kind)).toList());
      }
      byEnvironment.put(environment.name(), byKind);
    }
  }

  /** The rules that may speak of such an effect there, in the file's order. */
  List<Rule> candidates(String environment, EffectKind kind) {
    return byEnvironment.getOrDefault(environment, Map.of()).getOrDefault(kind, List.of());
  }

  private static boolean appliesTo(Rule rule, EffectKind kind) {
    return rule.scope().effects().isEmpty()
        ? kind != EffectKind.UNKNOWN
        : rule.scope().effects().contains(kind);
  }
}
