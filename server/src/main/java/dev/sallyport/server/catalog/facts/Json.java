package dev.sallyport.server.catalog.facts;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Properties as the catalog queries write them. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<TreeMap<String, Object>> OBJECT = new TypeReference<>() {};

  private Json() {}

  static SortedMap<String, Object> object(String text) {
    TreeMap<String, Object> read = MAPPER.readValue(text, OBJECT);
    read.replaceAll((name, value) -> sorted(value));
    return read;
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      map.forEach((name, part) -> sorted.put(String.valueOf(name), sorted(part)));
      return sorted;
    }
    return value;
  }
}
