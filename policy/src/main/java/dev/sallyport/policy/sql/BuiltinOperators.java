package dev.sallyport.policy.sql;

import org.jspecify.annotations.Nullable;

/** The operators of {@code pg_catalog}; all of them only compute. */
public final class BuiltinOperators {
  private BuiltinOperators() {}

  /** Whether there is a built-in operator of that name, such as {@code ->>}. */
  public static boolean contains(@Nullable String schema, String name) {
    return false;
  }
}
