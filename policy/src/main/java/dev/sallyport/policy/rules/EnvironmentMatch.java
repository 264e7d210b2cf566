package dev.sallyport.policy.rules;

import java.util.List;

/**
 * The environment that a database belongs to.
 *
 * @param name such as {@code production}
 * @param like the built-in environment as which it is as strict, such as {@code production}
 * @param why what led to it: one line each, the deciding one first
 */
public record EnvironmentMatch(String name, String like, List<String> why) {
  public EnvironmentMatch {
    why = List.copyOf(why);
  }

  static EnvironmentMatch of(Environment environment, List<String> why) {
    return new EnvironmentMatch(environment.name(), environment.like().label(), why);
  }

  /** Whether everything is free there: a database that exists to be thrown away. */
  public boolean isDisposable() {
    return strictness() == Strictness.DISPOSABLE;
  }

  boolean isStricterThan(EnvironmentMatch other) {
    return strictness().compareTo(other.strictness()) > 0;
  }

  private Strictness strictness() {
    return Strictness.of(like).orElse(Strictness.PRODUCTION);
  }
}
