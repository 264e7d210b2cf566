package dev.sallyport.policy.rules;

import java.util.Locale;

/**
 * A pattern for names: {@code *} stands for any run of characters, {@code ?} for one. Matching
 * takes at most pattern times text steps.
 */
final class Glob {
  private final String pattern;
  private final boolean literal;

  private Glob(String pattern) {
    this.pattern = pattern;
    this.literal = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
  }

  static Glob of(String pattern) {
    return new Glob(pattern);
  }

  /** A pattern that ignores case, for hosts: match it against lower case. */
  static Glob ofLowerCase(String pattern) {
    return new Glob(pattern.toLowerCase(Locale.ROOT));
  }

  /** What every match begins with: the pattern up to its first wildcard. */
  String beginning() {
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
      end++;
    }
    return pattern.substring(0, end);
  }

  boolean isLiteral() {
    return literal;
  }

  boolean matchesAll() {
    return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '*');
  }

  /** Whether every text that the other matches is matched by this one; may be too modest. */
  boolean contains(Glob other) {
    return matches(other.pattern) && (literal || other.literal || !pattern.contains("?"));
  }

  boolean matches(String text) {
    return literal ? pattern.equals(text) : matchesWildly(text);
  }

  private boolean matchesWildly(String text) {
    int p = 0;
    int star = -1;
    int resume = 0;
    for (int t = 0; t < text.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && glob.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
