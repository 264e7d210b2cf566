package dev.sallyport.policy.sql.tree;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sub-query gives back every row of the target itself, so that looking a row up in it
 * keeps no row out: {@code SELECT id FROM t}, whichever sub-queries, CTEs and UNIONs stand between.
 * Looks at the tree without taking it.
 */
final class Lookup {
  /** Deeper than this, nothing is followed, and the worse is assumed. */
  private static final int DEPTH = 8;

  private static final String ANY = "*";

  private final TargetColumns columns;
  private final Map<String, Node> ctes;
  private final BiPredicate<Node, Node> restricts;

  /**
   * @param ctes the queries of the CTEs in sight
   * @param restricts whether a predicate leaves out rows of the query it belongs to
   */
  Lookup(TargetColumns columns, Map<String, Node> ctes, BiPredicate<Node, Node> restricts) {
    this.columns = columns;
    this.ctes = ctes;
    this.restricts = restricts;
  }

  /** Whether the query gives, of every row of the target, the very columns that are tested. */
  boolean findsEveryRow(Node query, Node tested) {
    List<Node> wanted = tested.is("RowExpr") ? tested.peekAll("args") : List.of(tested);
    return finds(query, wanted, 0);
  }

  private boolean finds(Node query, List<Node> wanted, int depth) {
    Node left = query.peek("larg");
    Node right = query.peek("rarg");
    if (left != null && right != null) {
      return switch (query.peekText("op")) {
        case "SETOP_UNION" -> finds(left, wanted, depth) || finds(right, wanted, depth);
        case "SETOP_INTERSECT" -> finds(left, wanted, depth) && finds(right, wanted, depth);
        default -> false;
      };
    }
    return isWhole(query, depth) && gives(query, wanted);
  }

  /** Whether no row of the target is left out on the way through the query. */
  private boolean isWhole(Node query, int depth) {
    if (depth > DEPTH) {
      return true;
    }
    if (!query.is("SelectStmt") && !query.is("larg") && !query.is("rarg")) {
      return false;
    }
    Node left = query.peek("larg");
    Node right = query.peek("rarg");
    if (left != null && right != null) {
      return !query.peekText("op").equals("SETOP_EXCEPT")
          && (isWhole(left, depth + 1) || isWhole(right, depth + 1));
    }
    Node predicate = query.peek("whereClause");
    if (isLimited(query) || predicate != null && restricts.test(query, predicate)) {
      return false;
    }
    Node inner = inner(query);
    return inner == null ? columns.isOverSame(query) : isWhole(inner, depth + 1);
  }

  /** LIMIT ALL and LIMIT NULL are none. */
  private static boolean isLimited(Node query) {
    Node limit = query.peek("limitCount");
    return query.peek("havingClause") != null
        || limit != null && Constants.value(limit).orElse("") != Constants.NULL;
  }

  /** The sub-query or CTE that is all the query reads; null where it reads something else. */
  private @Nullable Node inner(Node query) {
    List<Node> from = query.peekAll("fromClause");
    if (from.size() != 1) {
      return null;
    }
    Node item = from.get(0);
    if (item.is("RangeSubselect")) {
      return item.peek("subquery");
    }
    return item.is("RangeVar") && item.peekValue("schemaname") == null
        ? cte(query, item.peekText("relname"))
        : null;
  }

  private @Nullable Node cte(Node query, String name) {
    Node with = query.peek("withClause");
    if (with != null) {
      for (Node cte : with.peekAll("ctes")) {
        if (cte.peekText("ctename").equals(name)) {
          return cte.peek("ctequery");
        }
      }
    }
    return ctes.get(name);
  }

  private boolean gives(Node query, List<Node> wanted) {
    List<Node> given = query.peekAll("targetList");
    if (given.size() != wanted.size()) {
      return given.size() == 1 && ANY.equals(origin(query, given.get(0), 0));
    }
    for (int i = 0; i < given.size(); i++) {
      String origin = origin(query, given.get(i), 0);
      String column = TargetColumns.column(wanted.get(i));
      if (!isConstantPair(given.get(i), wanted.get(i))
          && !ANY.equals(origin)
          && (column == null || !column.equals(origin))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isConstantPair(Node output, Node wanted) {
    Node value = output.peek("val");
    return value != null && Constants.isConstant(value) && value.sameAs(wanted);
  }

  /** The target's column that an output holds; {@code *} where it may be any, null where none. */
  private @Nullable String origin(Node query, Node output, int depth) {
    Node value = output.peek("val");
    if (value == null || !value.is("ColumnRef")) {
      return null;
    }
    String column = TargetColumns.column(value);
    Node inner = inner(query);
    if (column == null || depth > DEPTH) {
      return ANY;
    }
    if (inner == null) {
      return column;
    }
    for (Node candidate : inner.peekAll("targetList")) {
      if (isCalled(candidate, column)) {
        return origin(inner, candidate, depth + 1);
      }
    }
    return ANY; // renamed on the way, or out of a star or a UNION
  }

  private static boolean isCalled(Node output, String name) {
    Node value = output.peek("val");
    return output.peekText("name").equals(name)
        || output.peekText("name").isEmpty()
            && value != null
            && name.equals(TargetColumns.column(value));
  }
}
