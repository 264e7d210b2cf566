package dev.sallyport.policy.sql.tree;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Arrays without elements and queries without rows: {@code NOT IN} such a one is always true. */
final class Emptiness {
  private Emptiness() {}

  /** {@code '{}'}, {@code ARRAY[]::int[]}. */
  static boolean ofArray(@Nullable Node node) {
    if (node == null) {
      return false;
    }
    return switch (node.type()) {
      case "TypeCast" -> ofArray(node.peek("arg"));
      case "A_ArrayExpr" -> node.peekAll("elements").isEmpty();
      case "A_Const" ->
          Constants.value(node).orElse(0) instanceof String text && text.strip().equals("{}");
      case "SubLink" -> ofQuery(node.peek("subselect"));
      default -> false;
    };
  }

  /** A query with a predicate that nothing passes, or {@code LIMIT 0}. */
  static boolean ofQuery(@Nullable Node query) {
    if (query == null) {
      return false;
    }
    Node left = query.peek("larg");
    Node right = query.peek("rarg");
    if (left != null && right != null) {
      return ofQuery(left) && (ofQuery(right) || !query.peekText("op").equals("SETOP_UNION"));
    }
    Node limit = query.peek("limitCount");
    Node predicate = query.peek("whereClause");
    return limit != null
            && Constants.value(limit).orElse("") instanceof BigDecimal count
            && count.signum() == 0
        || predicate != null && isNeverTrue(predicate);
  }

  private static boolean isNeverTrue(Node predicate) {
    if (predicate.is("BoolExpr") && predicate.peekText("boolop").equals("AND_EXPR")) {
      return predicate.peekAll("args").stream().anyMatch(Emptiness::isNeverTrue);
    }
    Object value = Constants.value(predicate).orElse(true);
    return value == Constants.NULL || value.equals(false);
  }
}
