package dev.sallyport.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's text for a value, as a value that JSON can hold without losing any of it. Where JSON
 * has nothing exact, the text itself is the value.
 */
final class Values {
  /** Beyond it a reader that holds numbers as doubles, as JavaScript does, loses digits. */
  private static final long LARGEST_EXACT = (1L << 53) - 1;

  private Values() {}

  static @Nullable Object of(String text, ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> text.equals("t");
      case INTEGER -> integer(text);
      case FLOAT -> floating(text);
      case JSON -> JsonText.parsed(text);
      case ARRAY -> array(text, type);
      case TEXT -> text;
    };
  }

  private static Object integer(String text) {
    long value = Long.parseLong(text);
    return value >= -LARGEST_EXACT && value <= LARGEST_EXACT ? value : text;
  }

  /** JSON knows no infinity and no NaN. */
  private static Object floating(String text) {
    double value = text.endsWith("y") || text.endsWith("N") ? Double.NaN : Double.parseDouble(text);
    return Double.isFinite(value) ? value : text;
  }

  private static Object array(String text, ValueType type) {
    // `[2:3]={1,2}` counts from elsewhere than 1: a list could not say so.
    if (!text.startsWith("{")) {
      return text;
    }
    ArrayText reader = new ArrayText(text, type.delimiter());
    return elements(reader.read(), Objects.requireNonNull(type.element()));
  }

  private static List<@Nullable Object> elements(List<?> raw, ValueType type) {
    List<@Nullable Object> values = new ArrayList<>(raw.size());
    for (Object element : raw) {
      if (element instanceof List<?> inner) {
        values.add(elements(inner, type));
      } else {
        values.add(element instanceof String text ? of(text, type) : null);
      }
    }
    return values;
  }
}
