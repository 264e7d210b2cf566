package dev.sallyport.policy.rules;

import java.util.List;

/**
 * A decision laid open.
 *
 * @param effects what was said of each effect
 * @param changes what would have to change for a weaker verdict, the weakest first
 */
public record Explanation(
    PolicyRequest request, Decision decision, List<EffectTrace> effects, List<Change> changes) {
  public Explanation {
    effects = List.copyOf(effects);
    changes = List.copyOf(changes);
  }

  /**
   * One thing that would change the outcome.
   *
   * @param what the change, as the end of "it would be allowed …"
   * @param verdict what the request would then come to
   */
  public record Change(String what, Verdict verdict) {}
}
