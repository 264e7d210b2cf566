package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.BuiltinFunctions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of a column make PostgreSQL rewrite the table, or can lose what is in it, as far as
 * syntax tells. Looks at the tree without taking it.
 */
final class Rewrites {
  private static final Set<String> SERIAL =
      Set.of("serial", "serial2", "serial4", "serial8", "smallserial", "bigserial");

  /** Built-ins that give another value in every row. Other built-ins a default uses are stable. */
  private static final Set<String> VOLATILE =
      Set.of(
          "clock_timestamp",
          "currval",
          "gen_random_uuid",
          "lastval",
          "nextval",
          "random",
          "random_normal",
          "setval",
          "timeofday",
          "uuidv4",
          "uuidv7");

  /** Types that hold whatever the types they are usually changed from hold. */
  private static final Set<String> WIDE =
      Set.of("text", "varchar", "int8", "numeric", "timestamptz", "jsonb");

  private Rewrites() {}

  /** Whether adding the column writes every row. */
  static boolean isRewrittenBy(Node column) {
    if (SERIAL.contains(type(column))) {
      return true;
    }
    for (Node constraint : column.peekAll("constraints")) {
      boolean rewrites =
          switch (constraint.peekText("contype")) {
            case "CONSTR_IDENTITY" -> true;
            case "CONSTR_GENERATED" -> !constraint.peekText("generated_kind").equals("v");
            case "CONSTR_DEFAULT" -> isVolatile(constraint);
            default -> false;
          };
      if (rewrites) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVolatile(Node node) {
    if (node.is("FuncCall")) {
      List<Node> name = node.peekAll("funcname");
      String function = name.get(name.size() - 1).peekText("sval");
      String schema = name.size() > 1 ? name.get(name.size() - 2).peekText("sval") : null;
      if (VOLATILE.contains(function) || BuiltinFunctions.lookup(schema, function).isEmpty()) {
        return true;
      }
    }
    return node.peekAll().stream().anyMatch(Rewrites::isVolatile);
  }

  /** From {@code varchar} to {@code text} nothing is written; from which type, syntax won't say. */
  static boolean mayRewrite(Node column) {
    return column.peek("raw_default") != null
        || !Set.of("text", "varchar").contains(type(column))
        || isLimited(column);
  }

  /** Whether values may not fit into the new type, or an expression makes others of them. */
  static boolean mayLose(String name, Node column) {
    Node using = column.peek("raw_default");
    return using != null && !isPlainCast(name, using)
        || !WIDE.contains(type(column))
        || isLimited(column);
  }

  private static boolean isPlainCast(String name, Node using) {
    Node value = using.is("TypeCast") ? using.peek("arg") : using;
    if (value == null || !value.is("ColumnRef")) {
      return false;
    }
    List<Node> fields = value.peekAll("fields");
    return fields.get(fields.size() - 1).peekText("sval").equals(name);
  }

  private static boolean isLimited(Node column) {
    Node type = column.peek("typeName");
    return type != null && !type.peekAll("typmods").isEmpty();
  }

  private static @Nullable String type(Node column) {
    Node type = column.peek("typeName");
    List<Node> names = type == null ? List.of() : type.peekAll("names");
    return names.isEmpty() ? "" : names.get(names.size() - 1).peekText("sval");
  }
}
