package dev.sallyport.policy.sql.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a statement: names with plain values. A value that is more than a word, a number,
 * a type or a list of them stays unclaimed.
 */
final class Options {
  private final Map<String, @Nullable Node> values = new LinkedHashMap<>();

  private Options() {}

  /** Reads a list of options, everything below it looked at. */
  static Options of(Walk walk, Node node, String field) {
    return of(walk, node.children(field));
  }

  static Options of(Walk walk, List<Node> elements) {
    Options options = new Options();
    for (Node element : elements) {
      if (element.is("DefElem")) {
        element.claim().skip("defnamespace", "defaction");
        Node value = element.child("arg");
        options.values.put(element.text("defname"), value);
        inert(walk, value);
      }
    }
    return options;
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The text of an option's value; empty where it has none. */
  Optional<String> text(String name) {
    Node value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.type()) {
      case "String" -> Optional.of(value.text("sval"));
      case "Float" -> Optional.of(value.text("fval"));
      case "Integer" -> Optional.of(Long.toString(value.number("ival")));
      case "Boolean" -> Optional.of(Boolean.toString(value.flag("boolval")));
      case "TypeName" -> Optional.of(Names.qualified(value, "names").toString());
      default -> Optional.empty();
    };
  }

  /** The texts of an option's value that is a list; one alone is a list of one. */
  List<String> list(String name) {
    Node value = values.get(name);
    return value != null && value.is("List")
        ? Names.parts(value.children("items"))
        : text(name).map(List::of).orElse(List.of());
  }

  /** Whether the option is on: said without a value, or with one that does not mean off. */
  boolean isOn(String name) {
    return has(name)
        && text(name)
            .map(text -> !Set.of("false", "off", "0", "no").contains(lower(text)))
            .orElse(true);
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  /** Looks at a value that can't do anything. */
  static void inert(Walk walk, @Nullable Node node) {
    if (node == null) {
      return;
    }
    switch (node.type()) {
      case "String" -> node.claim().skip("sval");
      case "Integer" -> node.claim().skip("ival");
      case "Float" -> node.claim().skip("fval");
      case "Boolean" -> node.claim().skip("boolval");
      case "BitString" -> node.claim().skip("bsval");
      case "A_Star" -> node.claim();
      case "A_Const" -> walk.expression(node);
      case "TypeName" -> Types.name(walk, node.claim());
      case "RoleSpec" -> Roles.role(node.claim());
      case "List" -> node.claim().children("items").forEach(item -> inert(walk, item));
      case "DefElem" -> of(walk, List.of(node));
      default -> {}
    }
  }
}
