package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What a rule speaks of: every key that was given must fit, one value of each is enough. An empty
 * collection is a key that was not given.
 *
 * @param without qualifiers that must be absent
 * @param environments every environment's name in which the rule applies
 * @param powers of the connection's role
 * @param during windows of which one must contain the moment
 * @param outside windows of which none may contain it
 */
record Scope(
    Set<Operation> operations,
    Set<EffectKind> effects,
    Set<ObjectKind> objectKinds,
    List<ObjectPattern> objects,
    List<Glob> columns,
    Set<Qualifier> qualifiers,
    Set<Qualifier> without,
    Set<String> environments,
    List<Glob> agents,
    Set<String> powers,
    List<TimeWindow> during,
    List<TimeWindow> outside) {

  /** How well the keys fit one effect of a request. The environment was looked at before. */
  Match match(Subject subject, PolicyRequest request) {
    if (!operations.isEmpty() && !operations.contains(request.operation())) {
      return Match.NO;
    }
    Match match = subject.isDeclared() ? matchDeclared(subject.effect()) : matchEffect(subject);
    return match == Match.NO ? Match.NO : match.and(matchRequest(request));
  }

  boolean appliesIn(String environment) {
    return environments.isEmpty() || environments.contains(environment);
  }

  /** Whether it asks for nothing that only an effect can tell. */
  boolean asksOnlyForOperation() {
    return effects.isEmpty()
        && objectKinds.isEmpty()
        && objects.isEmpty()
        && columns.isEmpty()
        && qualifiers.isEmpty()
        && without.isEmpty();
  }

  /** How well the keys fit that are about the request and not about an effect. */
  Match matchRequest(PolicyRequest request) {
    if (!powers.isEmpty() && Collections.disjoint(powers, request.database().rolePowers())) {
      return Match.NO;
    }
    if (!during.isEmpty() && during.stream().noneMatch(window -> window.contains(request.time()))) {
      return Match.NO;
    }
    if (!outside.isEmpty()
        && outside.stream().anyMatch(window -> window.contains(request.time()))) {
      return Match.NO;
    }
    return matchAgent(request.agent());
  }

  /** Whether some request of this agent over such a connection could be meant. */
  boolean mayConcern(Agent agent, Set<String> rolePowers) {
    return (powers.isEmpty() || !Collections.disjoint(powers, rolePowers))
        && matchAgent(agent) != Match.NO;
  }

  private Match matchAgent(Agent agent) {
    if (agents.isEmpty()) {
      return Match.YES;
    }
    if (agents.stream().noneMatch(glob -> glob.matches(agent.name()))) {
      return Match.NO;
    }
    return agent.verified() || agent.name().startsWith(Agent.ANONYMOUS) ? Match.YES : Match.MAYBE;
  }

  private Match matchEffect(Subject subject) {
    Effect effect = subject.effect();
    boolean plainKeys =
        matchKind(effect.kind())
            && (objectKinds.isEmpty() || objectKinds.contains(effect.objectKind()))
            && (qualifiers.isEmpty() || hasAny(effect, qualifiers))
            && !hasAny(effect, without);
    if (!plainKeys) {
      return Match.NO;
    }
    Match match = matchObject(effect);
    return match == Match.NO ? Match.NO : match.and(matchColumns(effect));
  }

  /** An operation without statements may touch any object, so that keys for objects are a maybe. */
  private Match matchDeclared(Effect effect) {
    boolean plainKeys =
        matchKind(effect.kind())
            && (qualifiers.isEmpty() || hasAny(effect, qualifiers))
            && !hasAny(effect, without);
    if (!plainKeys) {
      return Match.NO;
    }
    boolean certain =
        objectKinds.isEmpty()
            && objects.isEmpty()
            && columns.isEmpty()
            && (effects.isEmpty() || !operations.isEmpty());
    return certain ? Match.YES : Match.MAYBE;
  }

  private static boolean hasAny(Effect effect, Set<Qualifier> these) {
    if (these.isEmpty() || effect.qualifiers().isEmpty()) {
      return false;
    }
    for (Qualifier qualifier : effect.qualifiers()) {
      if (these.contains(qualifier)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchKind(EffectKind kind) {
    return effects.isEmpty() ? kind != EffectKind.UNKNOWN : effects.contains(kind);
  }

  private Match matchObject(Effect effect) {
    Match best = objects.isEmpty() ? Match.YES : Match.NO;
    for (ObjectPattern pattern : objects) {
      Match match = pattern.match(effect.object());
      best = match.compareTo(best) > 0 ? match : best;
    }
    return best;
  }

  /** All columns must be meant for a permission, one for a restriction. */
  private Match matchColumns(Effect effect) {
    if (columns.isEmpty()) {
      return Match.YES;
    }
    if (effect.columns().isEmpty()) {
      return effect.objectKind() == ObjectKind.NONE ? Match.NO : Match.MAYBE;
    }
    long meant =
        effect.columns().stream()
            .filter(column -> columns.stream().anyMatch(glob -> glob.matches(column)))
            .count();
    return meant == 0 ? Match.NO : meant == effect.columns().size() ? Match.YES : Match.MAYBE;
  }
}
