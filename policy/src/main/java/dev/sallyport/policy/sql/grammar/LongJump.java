package dev.sallyport.policy.sql.grammar;

/** C's {@code longjmp} on its way up to the {@code setjmp} it belongs to. */
final class LongJump extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The only one: where it goes to is kept in the module's own memory. */
  static final LongJump TAKEN = new LongJump();

  private LongJump() {
    super("longjmp", null, false, false);
  }
}
