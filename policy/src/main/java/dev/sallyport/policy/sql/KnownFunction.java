package dev.sallyport.policy.sql;

import java.util.List;

/**
 * A function that was reviewed: what calling it does, besides evaluating its arguments. Of several
 * overloads the worst.
 *
 * @param name its own name, without schema
 * @param effects what it does; empty where it only computes, or reads what any session may read
 */
public record KnownFunction(String name, List<Effect> effects) {
  public KnownFunction {
    effects = List.copyOf(effects);
  }

  /** Whether calling it is no more than a read. */
  public boolean isHarmless() {
    return effects.stream().allMatch(effect -> effect.kind() == EffectKind.READ);
  }
}
