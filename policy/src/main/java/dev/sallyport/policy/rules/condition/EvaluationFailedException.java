package dev.sallyport.policy.rules.condition;

/** A condition that gave no answer. The message holds no value of the request. */
public final class EvaluationFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  EvaluationFailedException(String message) {
    super(message);
  }
}
