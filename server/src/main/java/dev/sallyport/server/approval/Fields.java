package dev.sallyport.server.approval;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a JSON object that must be exactly as we write it. Every method throws {@link
 * IllegalArgumentException} for a field that is absent or of another kind.
 */
record Fields(JsonObject json) {

  /** Refuses fields that nobody reads: they could say something that is believed elsewhere. */
  Fields only(Set<String> names) {
    if (!names.equals(json.keySet())) {
      throw new IllegalArgumentException("fields " + json.keySet() + " instead of " + names);
    }
    return this;
  }

  String text(String name) {
    return text(name, value(name));
  }

  long number(String name) {
    if (value(name) instanceof JsonNumber number && number.isIntegral()) {
      return number.longValueExact();
    }
    throw new IllegalArgumentException("`" + name + "` is not a number");
  }

  boolean truth(String name) {
    return switch (value(name).getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw new IllegalArgumentException("`" + name + "` is not true or false");
    };
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  JsonObject object(String name) {
    if (value(name) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("`" + name + "` is not an object");
  }

  Fields fields(String name) {
    return new Fields(object(name));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : array(name)) {
      texts.add(text(name, value));
    }
    return texts;
  }

  List<Fields> list(String name) {
    List<Fields> list = new ArrayList<>();
    for (JsonValue value : array(name)) {
      if (!(value instanceof JsonObject object)) {
        throw new IllegalArgumentException("`" + name + "` holds something else than objects");
      }
      list.add(new Fields(object));
    }
    return list;
  }

  boolean has(String name) {
    return json.containsKey(name);
  }

  private List<JsonValue> array(String name) {
    if (value(name) instanceof jakarta.json.JsonArray array) {
      return array;
    }
    throw new IllegalArgumentException("`" + name + "` is not a list");
  }

  private static String text(String name, JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw new IllegalArgumentException("`" + name + "` is not a text");
  }

  private JsonValue value(String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("`" + name + "` is missing");
    }
    return value;
  }
}
