package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns that a predicate requires to equal constants. Where they hold a unique key, which only
 * the catalog knows, the statement reaches few rows.
 */
final class Fixed {
  private final Scope scope;
  private final Map<ObjectName, Set<String>> columns = new LinkedHashMap<>();

  private Fixed(Scope scope) {
    this.scope = scope;
  }

  /** Notes the fixed columns of every source of this query level. */
  static void note(Walk walk, @Nullable Node predicate) {
    if (predicate != null) {
      Fixed fixed = new Fixed(walk.scope());
      fixed.collect(predicate);
      fixed.columns.forEach(
          (relation, names) -> walk.found().reference(new Reference.Fixed(relation, names)));
    }
  }

  private void collect(Node node) {
    if (node.is("BoolExpr") && node.peekText("boolop").equals("AND_EXPR")) {
      node.peekAll("args").forEach(this::collect);
    } else if (node.is("A_Expr") && isEquality(node)) {
      Node left = node.peek("lexpr");
      Node right = node.peek("rexpr");
      if (Constants.isConstant(right)) {
        column(left);
      } else if (Constants.isConstant(left)) {
        column(right);
      }
    }
  }

  private static boolean isEquality(Node node) {
    return switch (node.peekText("kind")) {
      case "AEXPR_OP", "AEXPR_IN", "AEXPR_OP_ANY" -> Constants.operator(node).equals("=");
      default -> false;
    };
  }

  private void column(@Nullable Node node) {
    if (node == null || !node.is("ColumnRef")) {
      return;
    }
    List<Node> fields = node.peekAll("fields");
    Node last = fields.get(fields.size() - 1);
    Source source = source(fields);
    ObjectName relation = source == null ? null : source.relation();
    if (relation != null && last.is("String")) {
      columns.computeIfAbsent(relation, name -> new HashSet<>()).add(last.peekText("sval"));
    }
  }

  private @Nullable Source source(List<Node> fields) {
    if (fields.size() > 1) {
      return scope.source(fields.get(fields.size() - 2).peekText("sval"));
    }
    return scope.sources().size() == 1 ? scope.sources().get(0) : null;
  }
}
