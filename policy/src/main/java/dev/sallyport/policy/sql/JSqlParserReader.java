package dev.sallyport.policy.sql;

/**
 * The second reader: what JSqlParser, in its PostgreSQL dialect, makes of a text. It can only
 * tighten what PostgreSQL's own grammar says.
 *
 * <p>Thread-safe; never throws for any input. Give it only texts that {@link InputLimits} let pass.
 */
final class JSqlParserReader implements AutoCloseable {

  /** Everything JSqlParser sees in the text, or why it can't read it. */
  SecondReading read(String sql) {
    return new SecondReading.Unreadable("JSqlParser is not asked yet");
  }

  /** JSqlParser's tree, as text for a security reviewer; its complaint where it has none. */
  String tree(String sql) {
    return "";
  }

  /** Ends the reader's threads. */
  @Override
  public void close() {}
}
