package dev.sallyport.policy.rules.yaml;

import dev.sallyport.policy.rules.yaml.Shape.Choice;
import dev.sallyport.policy.rules.yaml.Shape.Flag;
import dev.sallyport.policy.rules.yaml.Shape.Key;
import dev.sallyport.policy.rules.yaml.Shape.ListOf;
import dev.sallyport.policy.rules.yaml.Shape.MapOf;
import dev.sallyport.policy.rules.yaml.Shape.Section;
import dev.sallyport.policy.rules.yaml.Shape.Text;
import dev.sallyport.policy.rules.yaml.Shape.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A shape as JSON Schema, for editors. */
public final class JsonSchema {
  private JsonSchema() {}

  /** The schema of a whole file, JSON-ready. */
  public static Map<String, Object> of(String title, Section file) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", title);
    schema.putAll(of(file));
    return schema;
  }

  private static Map<String, Object> of(Shape shape) {
    if (shape instanceof Section section) {
      return section(section);
    } else if (shape instanceof MapOf map) {
      return ordered(
          "type", "object",
          "additionalProperties", of(map.value()),
          "propertyNames", Map.of("pattern", whole(map.name())));
    } else if (shape instanceof ListOf list) {
      return ordered("type", "array", "minItems", 1, "items", of(list.item()));
    } else if (shape instanceof Choice choice) {
      return ordered("enum", choice.words());
    } else if (shape instanceof Whole number) {
      return ordered("type", "integer", "minimum", number.least(), "maximum", number.most());
    } else if (shape instanceof Flag) {
      return ordered("type", "boolean");
    } else if (shape instanceof Text text) {
      return text(text);
    }
    throw new IllegalStateException("a shape without a schema: " + shape);
  }

  private static Map<String, Object> section(Section section) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : section.keys()) {
      Map<String, Object> property = new LinkedHashMap<>(of(key.shape()));
      property.put("description", key.description());
      properties.put(key.name(), property);
    }
    Map<String, Object> schema =
        ordered("type", "object", "additionalProperties", false, "properties", properties);
    List<String> required = section.keys().stream().filter(Key::required).map(Key::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> text(Text text) {
    Object type = text.numbers() ? List.of("string", "integer") : "string";
    Map<String, Object> schema = ordered("type", type);
    if (!text.equals(Text.ANY)) {
      schema.put("pattern", whole(text));
      schema.put("examples", List.of(text.example()));
    }
    return schema;
  }

  private static String whole(Text text) {
    return "^(?:" + text.pattern().pattern() + ")$";
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
