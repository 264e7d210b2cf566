package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.BuiltinTypes;
import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code pg_input_is_valid} and its kin, which run the input function of a type that is named by a
 * text. Of a built-in type that only computes; of a user's it may be any function.
 */
final class InputFunctions {
  private static final Set<String> NAMES = Set.of("pg_input_is_valid", "pg_input_error_info");

  /** How people write types that the catalog knows by another name. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("smallint", "int2"),
          Map.entry("bigint", "int8"),
          Map.entry("real", "float4"),
          Map.entry("double precision", "float8"),
          Map.entry("float", "float8"),
          Map.entry("decimal", "numeric"),
          Map.entry("boolean", "bool"),
          Map.entry("character varying", "varchar"),
          Map.entry("character", "bpchar"),
          Map.entry("char", "bpchar"),
          Map.entry("bit varying", "varbit"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("time with time zone", "timetz"),
          Map.entry("time without time zone", "time"));

  private InputFunctions() {}

  static boolean isHarmless(ObjectName function, List<Node> arguments) {
    String schema = function.schema();
    return NAMES.contains(function.name())
        && (schema == null || schema.equals("pg_catalog"))
        && arguments.size() == 2
        && Constants.value(arguments.get(1))
            .filter(value -> value instanceof String text && isBuiltin(text))
            .isPresent();
  }

  private static boolean isBuiltin(String type) {
    String name =
        type.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\([0-9, ]*\\)", "")
            .replaceAll("(\\[[0-9]*\\])+$", "")
            .replaceAll("\\s+", " ")
            .strip();
    return BuiltinTypes.contains(null, SYNONYMS.getOrDefault(name, name));
  }
}
