package dev.sallyport.server.migration.drift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What looks like drift and is none.
 *
 * @param reason {@code manual}, {@code inexpressible} or {@code schema-behind}
 */
public record Explanation(String reason, List<String> objects, String message) {
  public Explanation {
    objects = List.copyOf(objects);
  }

  /** The entry as JSON-ready values. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("reason", reason);
    map.put("objects", objects);
    map.put("message", message);
    return map;
  }
}
