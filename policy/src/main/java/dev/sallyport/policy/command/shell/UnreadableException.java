package dev.sallyport.policy.command.shell;

/** The text leaves the grammar here; never seen outside of this package. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException() {
    super("the text is no shell script", null, false, false);
  }
}
