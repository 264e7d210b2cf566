package dev.sallyport.policy.rules;

import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy.
 *
 * @param condition what must hold besides the scope; null where the rule has none
 * @param help the way forward in the owner's words; empty where the rule gives none
 */
record Rule(
    String id,
    Scope scope,
    @Nullable Condition condition,
    Verdict verdict,
    Demands demands,
    String help) {

  /** Whether a match of this strength makes the rule speak. */
  boolean speaksAt(Match match) {
    return match == Match.YES || (match == Match.MAYBE && verdict != Verdict.ALLOW);
  }
}
