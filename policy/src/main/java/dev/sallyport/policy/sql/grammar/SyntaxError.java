package dev.sallyport.policy.sql.grammar;

/**
 * PostgreSQL's grammar refuses the text, or cannot read it within its bounds. Either way PostgreSQL
 * would not run it, or nobody can say what it would run.
 *
 * <p>The message may quote a word of the text, as PostgreSQL's own messages do.
 */
public final class SyntaxError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  /** Whether it is a bound of ours that the text passes, not PostgreSQL's syntax. */
  private final boolean bound;

  SyntaxError(String message, int position) {
    this(message, position, false);
  }

  private SyntaxError(String message, int position, boolean bound) {
    super(message, null, false, false);
    this.position = position;
    this.bound = bound;
  }

  /** The text as a whole passes a bound: it is wrong from its beginning. */
  static SyntaxError ofTheWhole(String message) {
    return new SyntaxError(message, 0, true);
  }

  /** Whether a bound of this reader is passed; PostgreSQL itself might read the text. */
  public boolean isBound() {
    return bound;
  }

  /** What is wrong: one line, as PostgreSQL words it where the refusal is PostgreSQL's. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** UTF-16 offset into the text; -1 where there is none. */
  public int position() {
    return position;
  }
}
