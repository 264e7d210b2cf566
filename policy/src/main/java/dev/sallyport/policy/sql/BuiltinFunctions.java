package dev.sallyport.policy.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions, aggregates and procedures of {@code pg_catalog}, PostgreSQL 13 to 18, each
 * reviewed; read from {@code builtin-functions.txt} when first asked.
 */
public final class BuiltinFunctions {
  private BuiltinFunctions() {}

  /**
   * What the built-in of that decoded name does; empty where there is none, or the schema is
   * another one. Whether a name without schema means the built-in is the catalog's to say.
   */
  public static Optional<KnownFunction> lookup(@Nullable String schema, String name) {
    if (schema == null || schema.equals("pg_catalog")) {
      return name.indexOf('.') < 0 ? Review.ALL.find(name, name) : Optional.empty();
    }
    return schema.equals("information_schema")
        ? Review.ALL.find("information_schema." + name, name)
        : Optional.empty();
  }

  /** Loaded with the first look-up. */
  private static final class Review {
    static final FunctionReview ALL = FunctionReview.load("builtin-functions.txt");
  }
}
