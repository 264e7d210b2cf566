package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.EffectKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules by environment, kind of effect and object, so that a decision looks at few of them. */
final class RuleIndex {
  private final Map<String, Map<EffectKind, ObjectIndex>> byEnvironment = new HashMap<>();

  RuleIndex(List<Rule> rules, Environments environments) {
    for (Environment environment : environments.all()) {
      List<Rule> here =
          rules.stream().filter(rule -> rule.scope().appliesIn(environment.name())).toList();
      Map<EffectKind, ObjectIndex> byKind = new EnumMap<>(EffectKind.class);
      for (EffectKind kind : EffectKind.values()) {
        byKind.put(
            kind, new ObjectIndex(here.stream().filter(rule -> appliesTo(rule, kind)).toList()));
      }
      byEnvironment.put(environment.name(), byKind);
    }
  }

  /** The rules that may speak of such an effect there, in the file's order. */
  List<Rule> candidates(String environment, Subject subject) {
    Map<EffectKind, ObjectIndex> here = byEnvironment.get(environment);
    ObjectIndex index = here == null ? null : here.get(subject.effect().kind());
    if (index == null) {
      return List.of();
    }
    return subject.isDeclared() ? index.all() : index.about(subject.effect().object().name());
  }

  private static boolean appliesTo(Rule rule, EffectKind kind) {
    return rule.scope().effects().isEmpty()
        ? kind != EffectKind.UNKNOWN
        : rule.scope().effects().contains(kind);
  }
}
