package dev.sallyport.server.demo;

import java.util.List;
import java.util.Map;

/**
 * What a tool answered, read from its structured content: the only part that a model sees.
 *
 * @param content the whole answer
 */
record ToolAnswer(Map<?, ?> content) {

  /** {@code done}, {@code pending}, {@code denied} or {@code failed}. */
  String outcome() {
    return text("outcome");
  }

  /** A value as text; empty where there is none. */
  String text(String key) {
    Object value = content.get(key);
    return value == null ? "" : value.toString();
  }

  /** An object of the answer; empty where there is none. */
  Map<?, ?> object(String key) {
    return content.get(key) instanceof Map<?, ?> object ? object : Map.of();
  }

  /** A list of the answer; empty where there is none. */
  List<?> list(String key) {
    return content.get(key) instanceof List<?> list ? list : List.of();
  }

  /** Why it was decided so, strictest first. */
  List<Because> reasons() {
    return list("reasons").stream()
        .filter(Map.class::isInstance)
        .map(entry -> new ToolAnswer((Map<?, ?>) entry))
        .map(
            entry ->
                new Because(
                    entry.text("rule"),
                    entry.text("verdict"),
                    entry.text("message"),
                    entry.text("help")))
        .toList();
  }

  /** One reason. */
  record Because(String rule, String verdict, String message, String help) {}
}
