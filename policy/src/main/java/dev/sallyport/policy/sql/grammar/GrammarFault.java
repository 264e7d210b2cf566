package dev.sallyport.policy.sql.grammar;

/**
 * The parser's module ended in a way that C code does not: its memory is in an unknown state, and
 * the instance must not be used again.
 */
final class GrammarFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What went wrong. */
  enum Kind {
    /** The thread's stack was not enough for how deep the text nests. */
    STACK_EXHAUSTED("the text nests too deeply"),
    /** The parser's own stack was not enough; a larger stack of the thread does not help. */
    TOO_DEEP("the text nests too deeply"),
    /** The parser may not take as much memory as the text's tree needs. */
    TOO_LARGE("the text's parse tree is too large"),
    /** The thread was interrupted. */
    INTERRUPTED("reading the text was interrupted"),
    /** Anything else, which no text is known to cause. */
    BROKEN("PostgreSQL's parser failed on the text");

    private final String message;

    Kind(String message) {
      this.message = message;
    }

    /** The refusal that callers see: what PostgreSQL would do is not known, so nothing may run. */
    SyntaxError refusal() {
      return SyntaxError.ofTheWhole(message);
    }
  }

  GrammarFault(Kind kind, Throwable cause) {
    super(kind.message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
