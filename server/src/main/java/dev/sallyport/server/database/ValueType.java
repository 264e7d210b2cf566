package dev.sallyport.server.database;

import org.jspecify.annotations.Nullable;

/**
 * What a column's values are.
 *
 * @param name as PostgreSQL writes the type, without its modifier
 * @param element what an array's elements are; null for all others
 * @param delimiter what stands between an array's elements
 */
record ValueType(String name, Kind kind, @Nullable ValueType element, char delimiter) {
  /** How its text becomes a value. */
  enum Kind {
    BOOLEAN,
    INTEGER,
    FLOAT,
    JSON,
    ARRAY,
    TEXT
  }

  static ValueType scalar(String name) {
    return new ValueType(name, kind(name), null, ',');
  }

  static ValueType arrayOf(ValueType element) {
    char delimiter = element.name().equals("box") ? ';' : ',';
    return new ValueType(element.name() + "[]", Kind.ARRAY, element, delimiter);
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "boolean" -> Kind.BOOLEAN;
      case "smallint", "integer", "bigint", "oid" -> Kind.INTEGER;
      case "real", "double precision" -> Kind.FLOAT;
      case "json", "jsonb" -> Kind.JSON;
      default -> Kind.TEXT;
    };
  }

  /** The name with what the column's modifier says, such as {@code numeric(10,2)}. */
  String written(int modifier) {
    if (element != null) {
      return element.written(modifier) + "[]";
    }
    if (modifier < 0) {
      return name;
    }
    return switch (name) {
      case "numeric" -> name + "(" + (modifier - 4 >> 16) + "," + scale(modifier - 4) + ")";
      case "character varying", "character" -> name + "(" + (modifier - 4) + ")";
      case "bit", "bit varying" -> name + "(" + modifier + ")";
      case "timestamp without time zone",
          "timestamp with time zone",
          "time without time zone",
          "time with time zone" ->
          name.replaceFirst(" ", "(" + modifier + ") ");
      default -> name;
    };
  }

  /** Eleven bits with a sign, since PostgreSQL 15. */
  private static int scale(int modifier) {
    return ((modifier & 0x7ff) ^ 1024) - 1024;
  }
}
