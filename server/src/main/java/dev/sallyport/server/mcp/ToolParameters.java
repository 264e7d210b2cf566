package dev.sallyport.server.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a {@code tools/call}, in the shapes that {@link #mistake} lets through. */
record ToolParameters(Map<String, @Nullable Object> params) {
  /** What is wrong with parameters, in words for the client; null where nothing is. */
  static @Nullable String mistake(Map<String, @Nullable Object> params) {
    if (!(params.get("name") instanceof String)) {
      return "`name` must be a text";
    }
    if (!isObject(params.get("arguments"))) {
      return "`arguments` must be an object";
    }
    return isObject(params.get("_meta")) ? null : "`_meta` must be an object";
  }

  private static boolean isObject(@Nullable Object value) {
    return value == null || value instanceof Map;
  }

  /** What the agent gave; empty where it left arguments out. */
  Map<String, @Nullable Object> arguments() {
    return object("arguments");
  }

  /** Under which a client wants to hear of progress; null where it does not. */
  @Nullable Object progressToken() {
    Object token = object("_meta").get("progressToken");
    return token instanceof String || token instanceof Number ? token : null;
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  private Map<String, @Nullable Object> object(String name) {
    Object value = params.get(name);
    return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
  }
}
