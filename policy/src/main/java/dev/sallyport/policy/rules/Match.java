package dev.sallyport.policy.rules;

/**
 * Whether a rule's keys fit. What is not known is {@link #MAYBE}: enough to restrict, not enough to
 * permit.
 */
enum Match {
  NO,
  MAYBE,
  YES;

  Match and(Match other) {
    return compareTo(other) <= 0 ? this : other;
  }

  static Match of(boolean fits) {
    return fits ? YES : NO;
  }
}
