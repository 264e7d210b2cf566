package dev.sallyport.policy.sql;

import org.jspecify.annotations.Nullable;

/** The types of {@code pg_catalog}, under their catalog names and the grammar's synonyms. */
public final class BuiltinTypes {
  private BuiltinTypes() {}

  /** Whether there is a built-in type of that decoded name, such as {@code int4}. */
  public static boolean contains(@Nullable String schema, String name) {
    return false;
  }
}
