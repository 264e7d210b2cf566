package dev.sallyport.policy.sql.tree;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Builds {@link Node}s from libpg_query's JSON. A child whose field can hold any node comes wrapped
 * in an object of one member, named after its type; one whose field declares the type does not.
 * Positions are left out: no effect depends on them.
 */
final class NodeReader {
  /** The grammar and the input limits bound nesting before this; the reader recurses little. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser json;

  private NodeReader(JsonParser json) {
    this.json = json;
  }

  /** The node of a whole JSON document, claimed. */
  static Node read(String document) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
      parser.nextToken();
      return new NodeReader(parser).object("document").claim();
    }
  }

  private Node object(String type) {
    List<String> names = new ArrayList<>(8);
    List<Object> values = new ArrayList<>(8);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      Object value = value(name, json.nextToken());
      if (!(value instanceof Long) || !isPosition(name)) {
        names.add(name);
        values.add(value);
      }
    }
    if (names.size() == 1
        && Character.isUpperCase(names.get(0).charAt(0))
        && values.get(0) instanceof Node wrapped) {
      return wrapped;
    }
    return new Node(type, names.toArray(String[]::new), values.toArray());
  }

  private Object value(String name, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(name);
      case START_ARRAY -> array();
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new IllegalStateException("unexpected " + token + " in a parse tree");
    };
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      elements.add(value("", token));
    }
    return elements;
  }

  private static boolean isPosition(String name) {
    return name.equals("location")
        || name.equals("list_start")
        || name.equals("list_end")
        || name.equals("rexpr_list_start")
        || name.equals("rexpr_list_end")
        || name.equals("name_location");
  }
}
