package dev.sallyport.server.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a tool: its JSON schema and the check that keeps it.
 *
 * <p>The shapes are few on purpose. A general schema validator costs more time than the server's
 * whole start, and tells an agent less.
 */
public record Argument(
    String name, Kind kind, boolean required, String text, Map<String, Object> bounds) {

  /** The JSON shape of a value. */
  public enum Kind {
    TEXT("string"),
    INTEGER("integer"),
    BOOLEAN("boolean"),
    /** A list of texts. */
    TEXTS("array"),
    /** An object whose values are texts, numbers or booleans. */
    SETTINGS("object");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  static Argument text(String name, String text) {
    return new Argument(name, Kind.TEXT, true, text, Map.of("minLength", 1));
  }

  static Argument choice(String name, List<String> values, String text) {
    return new Argument(name, Kind.TEXT, true, text, Map.of("enum", List.copyOf(values)));
  }

  static Argument integer(String name, int minimum, int maximum, String text) {
    Map<String, Object> bounds = new LinkedHashMap<>();
    bounds.put("minimum", minimum);
    bounds.put("maximum", maximum);
    return new Argument(name, Kind.INTEGER, true, text, bounds);
  }

  static Argument flag(String name, String text) {
    return new Argument(name, Kind.BOOLEAN, true, text, Map.of());
  }

  static Argument texts(String name, String text) {
    return new Argument(name, Kind.TEXTS, true, text, Map.of("items", Map.of("type", "string")));
  }

  static Argument settings(String name, String text) {
    List<String> types = List.of("string", "number", "boolean");
    return new Argument(
        name, Kind.SETTINGS, true, text, Map.of("additionalProperties", Map.of("type", types)));
  }

  /** This argument, which may be left out. */
  Argument optional() {
    return new Argument(name, kind, false, text, bounds);
  }

  /** Its JSON schema. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", kind.type);
    schema.put("description", text);
    schema.putAll(bounds);
    return schema;
  }

  /** What is wrong with a value, as the end of a sentence; null where nothing is. */
  @Nullable String mistake(Object value) {
    return switch (kind) {
      case TEXT -> textMistake(value);
      case INTEGER -> integerMistake(value);
      case BOOLEAN -> value instanceof Boolean ? null : "must be true or false";
      case TEXTS ->
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
              ? null
              : "must be a list of texts";
      case SETTINGS ->
          value instanceof Map<?, ?> map && map.values().stream().allMatch(Argument::isScalar)
              ? null
              : "must be an object of texts, numbers and booleans";
    };
  }

  private @Nullable String textMistake(Object value) {
    if (!(value instanceof String given)) {
      return "must be a text";
    }
    if (bounds.containsKey("minLength") && given.isBlank()) {
      return "must not be empty";
    }
    return bounds.get("enum") instanceof List<?> values && !values.contains(given)
        ? "must be one of " + Words.quoted(values)
        : null;
  }

  private @Nullable String integerMistake(Object value) {
    boolean fits =
        value instanceof Number number
            && isWhole(number)
            && number.doubleValue() >= bound("minimum")
            && number.doubleValue() <= bound("maximum");
    return fits
        ? null
        : "must be a whole number from " + bound("minimum") + " to " + bound("maximum");
  }

  /** To JSON, and to its schemas, {@code 5.0} is the same number as {@code 5}. */
  private static boolean isWhole(Number number) {
    return number.doubleValue() == Math.rint(number.doubleValue());
  }

  private long bound(String name) {
    return bounds.get(name) instanceof Number bound ? bound.longValue() : 0;
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
