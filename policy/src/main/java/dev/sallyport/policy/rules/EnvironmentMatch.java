package dev.sallyport.policy.rules;

import java.util.List;

/**
 * The environment that a database belongs to.
 *
 * @param name such as {@code production}
 * @param why what led to it: one line each, the deciding one first
 */
public record EnvironmentMatch(String name, List<String> why) {
  public EnvironmentMatch {
    why = List.copyOf(why);
  }
}
