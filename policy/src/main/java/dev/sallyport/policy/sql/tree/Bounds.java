package dev.sallyport.policy.sql.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a predicate keeps a write from reaching every row of its target. One that is the same for
 * every row, or true of every row, does not: {@code true}, {@code 1=1}, {@code id=id}, {@code OR
 * true}, {@code id IN (SELECT id FROM the same)}. Looks at the tree without taking it.
 */
final class Bounds {
  private final TargetColumns columns;
  private final Map<String, Node> ctes;
  private final Lookup lookup;
  private final Comparisons comparisons;

  private Bounds(TargetColumns columns, Map<String, Node> ctes) {
    this.columns = columns;
    this.ctes = ctes;
    lookup = new Lookup(columns, ctes, this::restricts);
    comparisons = new Comparisons(columns, lookup);
  }

  /**
   * Whether the predicate may leave rows of the target out.
   *
   * @param others the other sources it can name
   * @param ctes the queries of the CTEs it can name
   */
  static boolean hold(
      Source target, List<Source> others, Map<String, Node> ctes, @Nullable Node predicate) {
    return predicate != null
        && new Bounds(new TargetColumns(target, others), ctes).limits(predicate, false);
  }

  /** Whether the predicate, negated or not, may leave rows out. */
  private boolean limits(@Nullable Node node, boolean negated) {
    if (node == null) {
      return false;
    }
    Optional<Object> constant = Constants.value(node);
    if (constant.isPresent()) {
      return constant.get() instanceof Boolean truth ? truth == negated : isNull(constant.get());
    }
    return switch (node.type()) {
      case "BoolExpr" -> logical(node, negated);
      case "BooleanTest" -> booleanTest(node, negated);
      case "NullTest" -> nullTest(node, negated);
      case "A_Expr" -> comparisons.limit(node, negated);
      case "SubLink" -> subquery(node, negated);
      case "CaseExpr" -> choice(node, negated);
      case "CurrentOfExpr" -> true;
      default -> columns.mentions(node);
    };
  }

  /** A predicate that is NULL selects nothing, negated or not. */
  private static boolean isNull(Object value) {
    return value == Constants.NULL;
  }

  private boolean logical(Node node, boolean negated) {
    List<Node> arguments = node.peekAll("args");
    return switch (node.peekText("boolop")) {
      case "NOT_EXPR" -> limits(arguments.get(0), !negated);
      case "AND_EXPR" -> negated ? disjunction(arguments, true) : conjunction(arguments, false);
      default -> negated ? conjunction(arguments, true) : disjunction(arguments, false);
    };
  }

  private boolean conjunction(List<Node> arguments, boolean negated) {
    return arguments.stream().anyMatch(argument -> limits(argument, negated));
  }

  private boolean disjunction(List<Node> arguments, boolean negated) {
    for (int i = 0; i < arguments.size(); i++) {
      if (!limits(arguments.get(i), negated)) {
        return false;
      }
      for (int j = 0; j < i; j++) {
        if (Comparisons.complement(arguments.get(i), arguments.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean booleanTest(Node node, boolean negated) {
    Node argument = node.peek("arg");
    return switch (node.peekText("booltesttype")) {
      case "IS_TRUE", "IS_NOT_FALSE" -> limits(argument, negated);
      case "IS_FALSE", "IS_NOT_TRUE" -> limits(argument, !negated);
      default -> argument != null && columns.mentions(argument);
    };
  }

  /** {@code id IS NOT NULL} is true of every row: {@code id} is a key by convention. */
  private boolean nullTest(Node node, boolean negated) {
    Node argument = node.peek("arg");
    boolean notNull = node.peekText("nulltesttype").equals("IS_NOT_NULL") != negated;
    return argument != null
        && columns.mentions(argument)
        && !(notNull && columns.isNeverNull(argument));
  }

  /** EXISTS limits if it looks at the row; IN if it does not just look up the row itself. */
  private boolean subquery(Node node, boolean negated) {
    Node query = node.peek("subselect");
    Node tested = node.peek("testexpr");
    if (query == null || !query.is("SelectStmt")) {
      return columns.mentions(node);
    }
    return switch (node.peekText("subLinkType")) {
      case "EXISTS_SUBLINK" -> !(negated && Emptiness.ofQuery(query)) && correlated(query);
      case "ALL_SUBLINK" -> columns.mentions(node) && (negated || !Emptiness.ofQuery(query));
      case "ANY_SUBLINK" ->
          tested != null
              && columns.mentions(tested)
              && (negated ? !Emptiness.ofQuery(query) : !lookup.findsEveryRow(query, tested));
      default -> columns.mentions(node);
    };
  }

  /** Whether the query's own predicate looks at the target's row. */
  private boolean correlated(Node query) {
    Node predicate = query.peek("whereClause");
    return predicate != null
        && new Bounds(columns.within(query), ctes).limits(predicate, false)
        && columns.isNamedIn(predicate, query);
  }

  /** Whether a sub-query's own predicate leaves rows of its own only source out. */
  private boolean restricts(Node query, Node predicate) {
    return new Bounds(columns.of(query), ctes).limits(predicate, false);
  }

  private boolean choice(Node node, boolean negated) {
    boolean any = node.peek("defresult") == null || limits(node.peek("defresult"), negated);
    for (Node when : node.peekAll("args")) {
      any |= limits(when.peek("result"), negated);
    }
    return any && columns.mentions(node);
  }
}
