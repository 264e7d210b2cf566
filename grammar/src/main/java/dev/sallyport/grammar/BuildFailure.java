package dev.sallyport.grammar;

/** Why the grammar cannot be built, in words for the person who builds, with the way forward. */
final class BuildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BuildFailure(String what, String help) {
    super(what + System.lineSeparator() + "help: " + help);
  }

  BuildFailure(String what, String help, Throwable cause) {
    super(what + System.lineSeparator() + "help: " + help, cause);
  }
}
