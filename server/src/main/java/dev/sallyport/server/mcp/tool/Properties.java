package dev.sallyport.server.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of a JSON object in their order. Clients cache what a tool says of itself, so a
 * server must say it the same way at each start, which {@code Map.of} does not.
 */
final class Properties {
  private final Map<String, Object> properties = new LinkedHashMap<>();

  static Properties none() {
    return new Properties();
  }

  Properties text(String name, String description) {
    return with(name, typed("string", description));
  }

  Properties flag(String name, String description) {
    return with(name, typed("boolean", description));
  }

  Properties object(String name, String description) {
    return with(name, typed("object", description));
  }

  /** A list of anything. */
  Properties list(String name, String description) {
    return with(name, typed("array", description));
  }

  Properties list(String name, String description, Properties items) {
    Map<String, Object> schema = typed("array", description);
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "object");
    item.put("properties", items.asMap());
    schema.put("items", item);
    return with(name, schema);
  }

  Properties choice(String name, List<String> values, String description) {
    Map<String, Object> schema = typed("string", description);
    schema.put("enum", values);
    return with(name, schema);
  }

  Properties with(String name, Map<String, Object> schema) {
    properties.put(name, schema);
    return this;
  }

  Properties and(Properties others) {
    properties.putAll(others.properties);
    return this;
  }

  Map<String, Object> asMap() {
    return properties;
  }

  private static Map<String, Object> typed(String type, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("description", description);
    return schema;
  }
}
