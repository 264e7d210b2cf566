package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.EffectKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Whether one rule matches whatever another matches. Says no where it can't be sure. */
final class Containment {
  private static final Set<EffectKind> ALL_BUT_UNKNOWN =
      Arrays.stream(EffectKind.values())
          .filter(kind -> kind != EffectKind.UNKNOWN)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<Operation> SHOW_THEIR_STATEMENTS =
      Set.of(Operation.QUERY, Operation.EXECUTE);

  private final Set<String> environments;

  Containment(Environments environments) {
    this.environments =
        environments.all().stream().map(Environment::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether {@code wide} matches everything that {@code narrow} matches. */
  boolean holds(Rule wide, Rule narrow) {
    Condition condition = wide.condition();
    boolean conditions =
        condition == null
            || (narrow.condition() != null
                && Objects.equals(narrow.condition().source(), condition.source()));
    return conditions && holds(wide.scope(), narrow.scope());
  }

  private boolean holds(Scope wide, Scope narrow) {
    return anyOf(wide.objects(), narrow.objects(), ObjectPattern::contains)
        && operations(wide, narrow)
        && anyOf(wide.effects(), orAll(narrow.effects(), ALL_BUT_UNKNOWN))
        && anyOf(wide.environments(), orAll(narrow.environments(), environments))
        && anyOf(wide.objectKinds(), narrow.objectKinds())
        && anyOf(wide.columns(), narrow.columns(), Glob::contains)
        && anyOf(wide.qualifiers(), narrow.qualifiers())
        && narrow.without().containsAll(wide.without())
        && anyOf(wide.agents(), narrow.agents(), Glob::contains)
        && anyOf(wide.powers(), narrow.powers())
        && anyOf(wide.during(), narrow.during())
        && narrow.outside().containsAll(wide.outside());
  }

  /**
   * A rule that names no operation speaks of none without effects, and a rule of effects alone does
   * not cover an operation that hides its statements.
   */
  private static boolean operations(Scope wide, Scope narrow) {
    if (!wide.operations().isEmpty()) {
      return !narrow.operations().isEmpty() && wide.operations().containsAll(narrow.operations());
    }
    return narrow.operations().stream().noneMatch(Operation::withoutEffects)
        && (wide.effects().isEmpty() || SHOW_THEIR_STATEMENTS.containsAll(narrow.operations()));
  }

  private static <T> Collection<T> orAll(Collection<T> given, Collection<T> all) {
    return given.isEmpty() ? all : given;
  }

  private static <T> boolean anyOf(Collection<T> wide, Collection<T> narrow) {
    return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
  }

  private static <T> boolean anyOf(
      Collection<T> wide, Collection<T> narrow, BiPredicate<T, T> contains) {
    if (wide.isEmpty()) {
      return true;
    }
    for (T each : narrow) {
      if (!anyContains(wide, each, contains)) {
        return false;
      }
    }
    return !narrow.isEmpty();
  }

  private static <T> boolean anyContains(Collection<T> wide, T narrow, BiPredicate<T, T> contains) {
    for (T each : wide) {
      if (contains.test(each, narrow)) {
        return true;
      }
    }
    return false;
  }
}
