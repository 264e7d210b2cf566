package dev.sallyport.policy.rules;

/** A condition that could not be evaluated. The message holds no value of the request. */
final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  ConditionException(String message) {
    super(message);
  }
}
