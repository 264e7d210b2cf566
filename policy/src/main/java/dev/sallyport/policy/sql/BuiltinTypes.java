package dev.sallyport.policy.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of {@code pg_catalog}, PostgreSQL 13 to 18, under their catalog names: {@code int4},
 * not {@code integer}; arrays under theirs, such as {@code _int4}. Reading, writing and casting
 * values of theirs only computes.
 */
public final class BuiltinTypes {
  /** Not types: the grammar's way to say a number with a sequence. Only without a schema. */
  private static final Set<String> SERIAL =
      Set.of("serial", "serial2", "serial4", "serial8", "smallserial", "bigserial");

  /** The domains of {@code information_schema}; their checks are built-ins. */
  private static final Set<String> INFORMATION_SCHEMA =
      Set.of("cardinal_number", "character_data", "sql_identifier", "time_stamp", "yes_or_no");

  private BuiltinTypes() {}

  /**
   * Whether there is a built-in type of that decoded name. Whether a name without schema means the
   * built-in is the catalog's to say.
   */
  public static boolean contains(@Nullable String schema, String name) {
    if (schema == null) {
      return Names.ALL.contains(name) || SERIAL.contains(name);
    }
    return switch (schema) {
      case "pg_catalog" -> Names.ALL.contains(name);
      case "information_schema" -> INFORMATION_SCHEMA.contains(name);
      default -> false;
    };
  }

  /** Loaded with the first look-up. */
  private static final class Names {
    static final Set<String> ALL = Set.copyOf(Resource.lines("builtin-types.txt"));
  }
}
