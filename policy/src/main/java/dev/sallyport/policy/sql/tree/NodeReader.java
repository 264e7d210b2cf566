package dev.sallyport.policy.sql.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds {@link Node}s from libpg_query's JSON. A child whose field can hold any node comes wrapped
 * in an object of one member, named after its type; one whose field declares the type does not.
 * Positions are left out: no effect depends on them.
 *
 * <p>Reads the JSON itself: half of a reading's time went into a general parser. What is not as
 * libpg_query writes it fails.
 */
final class NodeReader {
  private final JsonScan json;

  private NodeReader(String document) {
    json = new JsonScan(document);
  }

  /**
   * The node of a whole JSON document, claimed.
   *
   * @throws IllegalStateException where it is no parse tree
   */
  static Node read(String document) {
    NodeReader reader = new NodeReader(document);
    reader.json.expect('{');
    Node root = reader.object("document").claim();
    reader.json.expectEnd();
    return root;
  }

  /** The members after an opening brace. */
  private Node object(String type) {
    List<String> names = new ArrayList<>(8);
    List<Object> values = new ArrayList<>(8);
    if (!json.accept('}')) {
      do {
        String name = json.name();
        json.expect(':');
        Object value = value(name);
        if (!(value instanceof Long) || !isPosition(name)) {
          names.add(name);
          values.add(value);
        }
      } while (json.accept(','));
      json.expect('}');
    }
    if (names.size() == 1
        && Character.isUpperCase(names.get(0).charAt(0))
        && values.get(0) instanceof Node wrapped) {
      return wrapped;
    }
    return new Node(type, names.toArray(new String[0]), values.toArray());
  }

  private Object value(String name) {
    return switch (json.next()) {
      case '{' -> {
        json.expect('{');
        yield object(name);
      }
      case '[' -> array();
      case '"' -> json.string();
      case 't' -> json.word("true", true);
      case 'f' -> json.word("false", false);
      default -> json.number();
    };
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    json.expect('[');
    if (!json.accept(']')) {
      do {
        elements.add(value(""));
      } while (json.accept(','));
      json.expect(']');
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
