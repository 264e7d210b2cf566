package dev.sallyport.policy.sql.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of PostgreSQL's parse tree that remembers which parts of it were looked at.
 *
 * <p>Reading a field takes it; a child counts as looked at once a visitor claims it. {@link
 * #leftOver()} names what nobody looked at. Only for one thread.
 */
final class Node {
  private final String type;
  private final String[] names;
  private final Object[] values;
  private long taken;
  private boolean claimed;

  /**
   * @param type the node's type, such as {@code SelectStmt}; for a child whose field declares its
   *     type, the field's name
   * @param values each a {@link Node}, a {@link List}, a String, a Long or a Boolean
   */
  Node(String type, String[] names, Object[] values) {
    if (names.length > Long.SIZE) {
      throw new IllegalArgumentException("a node of " + names.length + " fields");
    }
    this.type = type;
    this.names = names;
    this.values = values;
  }

  String type() {
    return type;
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** Says that a visitor knows this node. */
  Node claim() {
    claimed = true;
    return this;
  }

  /** The child that names its own type, still to be visited; null where there is none. */
  @Nullable Node child(String field) {
    return value(field) instanceof Node node && !node.type.equals(field) ? take(field, node) : null;
  }

  /** The child of that type, claimed; null where there is none or it is of another type. */
  @Nullable Node child(String field, String wanted) {
    Node node = child(field);
    return node != null && node.is(wanted) ? node.claim() : null;
  }

  /** The child whose type the field declares, claimed; null where there is none. */
  @Nullable Node part(String field) {
    return value(field) instanceof Node node && node.type.equals(field)
        ? take(field, node).claim()
        : null;
  }

  /** The elements of a list, still to be visited; absent elements are left out. */
  List<Node> children(String field) {
    if (!(value(field) instanceof List<?> list)) {
      return List.of();
    }
    List<Node> nodes = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!(element instanceof Node node)) {
        return List.of();
      }
      if (node.isAbsent()) {
        node.claim();
      } else {
        nodes.add(node);
      }
    }
    return take(field, nodes);
  }

  /** The elements of that type, claimed. Others stay unclaimed. */
  List<Node> children(String field, String wanted) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : children(field)) {
      if (node.is(wanted)) {
        nodes.add(node.claim());
      }
    }
    return nodes;
  }

  /** The text of a field or of an enum; empty where there is none. */
  String text(String field) {
    return value(field) instanceof String text ? take(field, text) : "";
  }

  /** The text of a field; null where there is none. */
  @Nullable String textOrNull(String field) {
    return value(field) instanceof String text ? take(field, text) : null;
  }

  boolean flag(String field) {
    return value(field) instanceof Boolean flag && take(field, flag);
  }

  /** The number in a field; 0 where there is none, as PostgreSQL's output leaves zeros out. */
  long number(String field) {
    return value(field) instanceof Long number ? take(field, number) : 0;
  }

  boolean has(String field) {
    return value(field) != null;
  }

  /** Takes fields that say nothing about effects. Only text, numbers and flags can be skipped. */
  void skip(String... fields) {
    for (String field : fields) {
      Object value = value(field);
      if (value != null && !(value instanceof Node) && !(value instanceof List)) {
        take(field, value);
      }
    }
  }

  /** The first part of this tree that no visitor looked at; null where all of it was. */
  @Nullable String leftOver() {
    if (!claimed) {
      return type;
    }
    for (int i = 0; i < names.length; i++) {
      if ((taken & 1L << i) == 0) {
        return type + "." + names[i];
      }
      String below = below(values[i]);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private static @Nullable String below(Object value) {
    if (value instanceof Node node) {
      return node.leftOver();
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        String left = below(element);
        if (left != null) {
          return left;
        }
      }
    }
    return null;
  }

  /** Whether both trees say the same, wherever in the text they stand. Takes nothing. */
  boolean sameAs(Node other) {
    if (!type.equals(other.type) || names.length != other.names.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      if (!names[i].equals(other.names[i]) || !same(values[i], other.values[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Object one, Object two) {
    if (one instanceof Node a && two instanceof Node b) {
      return a.sameAs(b);
    }
    if (one instanceof List<?> a && two instanceof List<?> b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.equals(two);
  }

  /** A child of whatever kind, without taking it: for analyses beside the walk. */
  @Nullable Node peek(String field) {
    return value(field) instanceof Node node ? node : null;
  }

  /** The text of a field, without taking it; empty where there is none. */
  String peekText(String field) {
    return value(field) instanceof String text ? text : "";
  }

  /** Any value, without taking it. */
  @Nullable Object peekValue(String field) {
    return value(field);
  }

  /** The nodes of a list, without taking them. */
  List<Node> peekAll(String field) {
    List<Node> nodes = new ArrayList<>();
    collect(value(field), nodes);
    return nodes;
  }

  /** Every child of this node, in order, without taking any. */
  List<Node> peekAll() {
    List<Node> nodes = new ArrayList<>();
    for (Object value : values) {
      collect(value, nodes);
    }
    return nodes;
  }

  private static void collect(@Nullable Object value, List<Node> into) {
    if (value instanceof Node node) {
      into.add(node);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, into));
    }
  }

  private boolean isAbsent() {
    return names.length == 0 && type.isEmpty();
  }

  private @Nullable Object value(String field) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(field)) {
        return values[i];
      }
    }
    return null;
  }

  private <T> T take(String field, T value) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(field)) {
        taken |= 1L << i;
      }
    }
    return value;
  }
}
