package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Reads decoded names out of the tree. PostgreSQL's grammar has folded and unescaped them. */
final class Names {
  private Names() {}

  /** The parts of a name that is a list of String nodes. A part of another kind stays unclaimed. */
  static List<String> parts(List<Node> nodes) {
    List<String> parts = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      if (node.is("String")) {
        parts.add(node.claim().text("sval"));
      }
    }
    return parts;
  }

  /** {@code [database.][schema.]name}. */
  static ObjectName qualified(List<String> parts) {
    int size = parts.size();
    return switch (size) {
      case 0 -> ObjectName.NONE;
      case 1 -> ObjectName.of(parts.get(0));
      default -> ObjectName.of(parts.get(size - 2), parts.get(size - 1));
    };
  }

  /** The name in a field that holds a list of String nodes. */
  static ObjectName qualified(Node node, String field) {
    return qualified(parts(node.children(field)));
  }

  /** The name of a RangeVar, as written. */
  static ObjectName relation(Node rangeVar) {
    rangeVar.skip("catalogname", "inh", "relpersistence");
    return ObjectName.of(rangeVar.textOrNull("schemaname"), rangeVar.text("relname"));
  }

  /** The name of a part of a relation, such as a column or a trigger. */
  static ObjectName member(ObjectName relation, String part) {
    return new ObjectName(relation.schema(), relation.name() + "." + part);
  }

  /** {@code [schema.]relation.member} as a list of names. */
  static ObjectName member(List<String> parts) {
    if (parts.size() < 2) {
      return qualified(parts);
    }
    int last = parts.size() - 1;
    return member(qualified(parts.subList(0, last)), parts.get(last));
  }
}
