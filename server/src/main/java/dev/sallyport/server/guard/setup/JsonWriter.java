package dev.sallyport.server.guard.setup;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers and flags as JSON, laid out to fit what is around them. */
final class JsonWriter {
  private JsonWriter() {}

  /**
   * The value as text.
   *
   * @param indent of the line on which it begins; null for all on one line
   */
  static String write(Object value, @Nullable String indent, String unit, String line) {
    if (value instanceof Map<?, ?> map) {
      return container(
          map.entrySet().stream()
              .map(
                  entry ->
                      quoted(String.valueOf(entry.getKey()))
                          + ": "
                          + write(
                              entry.getValue(), indent == null ? null : indent + unit, unit, line))
              .toList(),
          "{",
          "}",
          indent,
          unit,
          line);
    }
    if (value instanceof List<?> list) {
      boolean plain = list.stream().allMatch(String.class::isInstance) && list.size() < 4;
      String inner = indent == null || plain ? null : indent + unit;
      return container(
          list.stream().map(each -> write(each, inner, unit, line)).toList(),
          "[",
          "]",
          plain ? null : indent,
          unit,
          line);
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String container(
      List<String> parts,
      String open,
      String close,
      @Nullable String indent,
      String unit,
      String line) {
    if (parts.isEmpty()) {
      return open + close;
    }
    if (indent == null) {
      StringJoiner joined = new StringJoiner(", ", open, close);
      parts.forEach(joined::add);
      return joined.toString();
    }
    String inner = line + indent + unit;
    return open + inner + String.join("," + inner, parts) + line + indent + close;
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
