package dev.sallyport.policy.rules;

import java.util.Locale;

/** Ordered least to most restrictive: combining takes the maximum. */
public enum Verdict {
  ALLOW,
  APPROVE,
  DENY;

  /** The verdict as people write it, such as {@code allow}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stricter of the two. */
  public Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
