package dev.sallyport.policy;

/**
 * One mistake or warning in a file that people write.
 *
 * @param file the name the reader was given
 * @param line from 1
 * @param column from 1
 * @param text the offending text
 * @param message lower case, one line
 * @param help how to mend it
 */
public record Mistake(
    Severity severity,
    String file,
    int line,
    int column,
    String text,
    String message,
    String help) {
  /** An error keeps the policy from loading; a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
