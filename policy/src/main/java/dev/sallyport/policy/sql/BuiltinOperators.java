package dev.sallyport.policy.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators of {@code pg_catalog}, PostgreSQL 13 to 18; all of them only compute. */
public final class BuiltinOperators {
  private BuiltinOperators() {}

  /**
   * Whether there is a built-in operator of that name, such as {@code ->>}. Whether a name without
   * schema means the built-in is the catalog's to say.
   */
  public static boolean contains(@Nullable String schema, String name) {
    return (schema == null || schema.equals("pg_catalog")) && Names.ALL.contains(name);
  }

  /** Loaded with the first look-up. */
  private static final class Names {
    static final Set<String> ALL = Set.copyOf(Resource.lines("builtin-operators.txt"));
  }
}
