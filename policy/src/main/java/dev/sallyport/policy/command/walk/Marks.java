package dev.sallyport.policy.command.walk;

import org.jspecify.annotations.Nullable;

/**
 * Characters that no text has, for what a value holds besides characters. They are noncharacters of
 * Unicode, and are taken out of every text that comes in.
 */
public final class Marks {
  /** Stands for any characters. */
  public static final char UNKNOWN = '\uFDD0';

  /** A star that is a pattern. */
  public static final char STAR = '\uFDD1';

  /** A pattern for one character. */
  public static final char ONE = '\uFDD2';

  /** Stands before the name of a variable whose value is a secret. */
  public static final char SECRET = '\uFDD3';

  /** The value nothing is known of. */
  public static final String ANYTHING = String.valueOf(UNKNOWN);

  /** The value nothing is known of, and that a stranger wrote. */
  public static final String DOWNLOADED = ANYTHING + ANYTHING;

  private static final int LONGEST = 600_000;

  private Marks() {}

  /** The text without characters that mean something here. */
  public static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= UNKNOWN && text.charAt(i) <= SECRET) {
        return text.replaceAll("[\uFDD0-\uFDD3]", "?");
      }
    }
    return text;
  }

  /** The text; one that has grown beyond what a command line needs is no longer told. */
  static String bounded(String text) {
    return text.length() > LONGEST ? ANYTHING : text;
  }

  /** Whether some of it came from a stranger. */
  public static boolean downloaded(String value) {
    return value.contains(DOWNLOADED);
  }

  /** A secret of that name: nothing more is told of it. */
  static String secret(String name) {
    return SECRET + name + UNKNOWN;
  }

  /** The name of the first secret in the value; null where it holds none. */
  static @Nullable String secretIn(String value) {
    int start = value.indexOf(SECRET);
    int end = value.indexOf(UNKNOWN, start + 1);
    return start < 0 || end < 0 ? null : value.substring(start + 1, end);
  }

  /** Whether every character of the value is known. */
  public static boolean known(String value) {
    return value.indexOf(UNKNOWN) < 0;
  }

  /** Whether it is a pattern for files' names. */
  public static boolean pattern(String value) {
    return value.indexOf(STAR) >= 0 || value.indexOf(ONE) >= 0;
  }

  /** A pattern for files' names as people type it. */
  public static String ofPattern(String text) {
    return clean(text).replace('*', STAR).replace('?', ONE);
  }

  /** The value with patterns as they were typed. */
  public static String plain(String value) {
    return value.replace(STAR, '*').replace(ONE, '?');
  }

  /** The value as people read it. */
  public static String shown(String value) {
    return plain(value).replace(ANYTHING, "…");
  }

  /** Whether the value, patterns and unknown parts included, may stand for the text. */
  public static boolean mayBe(String value, String text) {
    return matches(value, 0, text, 0);
  }

  private static boolean matches(String value, int from, String text, int at) {
    if (from == value.length()) {
      return at == text.length();
    }
    char unit = value.charAt(from);
    if (unit == STAR || unit == UNKNOWN) {
      for (int next = at; next <= text.length(); next++) {
        if (matches(value, from + 1, text, next)) {
          return true;
        }
      }
      return false;
    }
    return at < text.length()
        && (unit == ONE || unit == text.charAt(at))
        && matches(value, from + 1, text, at + 1);
  }
}
