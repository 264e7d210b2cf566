package dev.sallyport.policy.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions, aggregates and procedures of {@code pg_catalog}, each reviewed. */
public final class BuiltinFunctions {
  private BuiltinFunctions() {}

  /**
   * What the built-in of that decoded name does; empty where there is none, or the schema is
   * another one. Whether a name without schema means the built-in is the catalog's to say.
   */
  public static Optional<KnownFunction> lookup(@Nullable String schema, String name) {
    return Optional.empty();
  }
}
