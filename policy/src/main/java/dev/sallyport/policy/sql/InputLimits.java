package dev.sallyport.policy.sql;

import java.util.Locale;
import java.util.Optional;

/**
 * The bounds a text must keep before any parser sees it: well-formed UTF-16, no control characters
 * that the readers treat differently, and a length, a nesting and a number of tokens that both
 * parsers handle quickly. Linear; no input makes it slow.
 *
 * <p>The text itself is never changed: what is read is what would run.
 */
final class InputLimits {
  /** Longest text, in UTF-16 units. */
  static final int LENGTH = 1 << 20;

  /** Most tokens, as {@link TokenScan} counts them: never fewer than PostgreSQL does. */
  static final int TOKENS = 90_000;

  /** Deepest nesting of parentheses and brackets. */
  static final int NESTING = 200;

  /** Most words that begin like {@code UNION}, {@code INTERSECT} or {@code EXCEPT}. */
  static final int SET_OPERATIONS = 2_000;

  /** Most operators in a chain; the grammar refuses a tree of a fifth as many levels. */
  static final int OPERATORS = 5_000;

  /** Most joins in a chain; the grammar refuses a tree of half as many levels. */
  static final int JOINS = 2_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private InputLimits() {}

  /** Why the text may not reach a parser; empty where it may. */
  static Optional<Reading.Refused> refusal(String sql) {
    if (sql.length() > LENGTH) {
      return refused(
          "the text has " + count(sql.length()) + " characters, more than " + count(LENGTH),
          LENGTH,
          "split it into several requests");
    }
    if (!sql.isEmpty() && sql.charAt(0) == BYTE_ORDER_MARK) {
      return refused(
          "the text begins with a byte order mark, U+FEFF",
          0,
          "remove it: PostgreSQL takes it for a part of the first word");
    }
    return characters(sql).or(() -> new TokenScan(sql).refusal());
  }

  private static Optional<Reading.Refused> characters(String sql) {
    for (int i = 0; i < sql.length(); i++) {
      char unit = sql.charAt(i);
      if (Character.isISOControl(unit) && unit != '\t' && unit != '\n' && unit != '\r') {
        return control(unit, i);
      }
      if (Character.isSurrogate(unit)) {
        if (!pairAt(sql, i)) {
          return refused(
              "the text is not well-formed Unicode: a surrogate without its other half",
              i,
              "send valid UTF-8");
        }
        i++;
      }
    }
    return Optional.empty();
  }

  private static boolean pairAt(String sql, int i) {
    return i + 1 < sql.length() && Character.isSurrogatePair(sql.charAt(i), sql.charAt(i + 1));
  }

  /**
   * Of the C0 controls PostgreSQL takes form feed and vertical tab for white space, U+0000 for the
   * end; JSqlParser takes U+0001 for the end. DEL and C1 are letters or errors to PostgreSQL, and
   * commands to a terminal that shows the text to an approver. No statement needs any of them raw.
   */
  private static Optional<Reading.Refused> control(char unit, int position) {
    String help =
        unit == 0
            ? "remove it: PostgreSQL's text can't hold it"
            : "remove it; inside a string write it as an escape, such as `E'\\u%04x'`"
                .formatted((int) unit);
    return refused(
        "the text holds the control character U+%04X".formatted((int) unit), position, help);
  }

  /** A number as people read it, such as {@code 90,000}. */
  static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static Optional<Reading.Refused> refused(String message, int position, String help) {
    return Optional.of(new Reading.Refused(message, position, help));
  }
}
