package dev.sallyport.policy.sql;

import dev.sallyport.policy.sql.grammar.SyntaxError;

/** The reader's own words for why a text is not run. None quotes a literal of the text. */
final class Refusals {
  private static final String SIMPLER =
      "write long chains as lists, such as `IN (…)` or `VALUES`, or split the text";

  private Refusals() {}

  /** PostgreSQL would refuse the text as well. */
  static Reading.Refused syntax(SyntaxError error) {
    if (error.isBound()) {
      return new Reading.Refused(error.message(), error.position(), SIMPLER);
    }
    String message = error.message().replaceAll("(?s) at or near .*", "");
    return new Reading.Refused(
        "PostgreSQL's grammar refuses the text: " + message,
        error.position(),
        "correct the statement at that position");
  }

  static Reading.Refused failure() {
    return new Reading.Refused("the text could not be read", 0, SIMPLER);
  }

  static Reading.Refused count(int first, int second, int position) {
    return new Reading.Refused(
        "the two readers see different numbers of statements: PostgreSQL's grammar "
            + first
            + ", JSqlParser "
            + second,
        position,
        "send one statement at a time, without `//`, backslashes before quotes or backquotes");
  }

  static Reading.Refused kind(String node, int number, int position) {
    return new Reading.Refused(
        "the two readers take statement "
            + number
            + " for different kinds: PostgreSQL's grammar sees "
            + node,
        position,
        "write the statement without `//`, backslashes before quotes or backquotes");
  }
}
