package dev.sallyport.policy.rules;

/** A rule's {@code when}: what the plain keys can't say. */
interface Condition {
  /** The condition as written. */
  String source();

  /**
   * Whether it holds for one effect of a request.
   *
   * @throws ConditionException where it can't be told; the rule then denies
   */
  boolean holds(Subject subject, PolicyRequest request) throws ConditionException;
}
