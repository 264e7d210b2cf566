package dev.sallyport.policy.rules.trial;

/** A case whose request can't be made, such as one whose SQL is no SQL. */
final class UnreadableCaseException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableCaseException(String message) {
    super(message);
  }
}
