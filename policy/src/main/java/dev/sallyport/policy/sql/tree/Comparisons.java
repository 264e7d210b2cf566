package dev.sallyport.policy.sql.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comparisons that are true of every row, and those that leave rows out. */
final class Comparisons {
  /** Each operator with the one that says the opposite. */
  private static final Map<String, String> OPPOSITE =
      Map.ofEntries(
          Map.entry("=", "<>"),
          Map.entry("<>", "="),
          Map.entry("<", ">="),
          Map.entry(">=", "<"),
          Map.entry(">", "<="),
          Map.entry("<=", ">"),
          Map.entry("~~", "!~~"),
          Map.entry("!~~", "~~"),
          Map.entry("~~*", "!~~*"),
          Map.entry("!~~*", "~~*"),
          Map.entry("~", "!~"),
          Map.entry("!~", "~"),
          Map.entry("~*", "!~*"),
          Map.entry("!~*", "~*"));

  /** True of anything compared with itself. */
  private static final Set<String> REFLEXIVE =
      Set.of("=", "<=", ">=", "~~", "~~*", "~", "~*", "@>", "<@", "&&", "~=");

  private static final Set<String> PATTERNS = Set.of("~~", "~~*", "~", "~*");
  private static final Pattern MATCHES_ALL = Pattern.compile("%+|[\\^.*$()]*");

  private final TargetColumns columns;
  private final Lookup lookup;

  Comparisons(TargetColumns columns, Lookup lookup) {
    this.columns = columns;
    this.lookup = lookup;
  }

  /** Whether the comparison, negated or not, may leave rows of the target out. */
  boolean limit(Node node, boolean negated) {
    if (!columns.mentions(node)) {
      return false;
    }
    Node left = node.peek("lexpr");
    Node right = node.peek("rexpr");
    if (left == null || right == null) {
      return true;
    }
    return switch (node.peekText("kind")) {
      case "AEXPR_OP", "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_SIMILAR" ->
          operator(effective(Constants.operator(node), negated), left, right);
      case "AEXPR_NOT_DISTINCT" -> negated || !isSame(left, right);
      case "AEXPR_DISTINCT" -> !negated || !isSame(left, right);
      case "AEXPR_IN" -> oneOf(effective(Constants.operator(node), negated), left, right);
      case "AEXPR_OP_ANY" ->
          !(negated && Emptiness.ofArray(right))
              && anyOf(effective(Constants.operator(node), negated), left, right);
      case "AEXPR_OP_ALL" -> negated || !Emptiness.ofArray(right);
      case "AEXPR_BETWEEN" -> between(left, right, negated);
      case "AEXPR_BETWEEN_SYM" -> negated || !isSame(left, right);
      case "AEXPR_NOT_BETWEEN" -> between(left, right, !negated);
      default -> true;
    };
  }

  private boolean between(Node left, Node right, boolean negated) {
    List<Node> bounds = right.peekAll("items");
    return negated
        ? !Tautologies.isEmptyRange(bounds)
        : !isSame(left, right) && !Tautologies.spans(bounds);
  }

  private static String effective(String operator, boolean negated) {
    return negated ? OPPOSITE.getOrDefault(operator, "not " + operator) : operator;
  }

  private boolean operator(String operator, Node left, Node right) {
    if (REFLEXIVE.contains(operator) && isSame(left, right)) {
      return false;
    }
    if (PATTERNS.contains(operator) && matchesAll(right)) {
      return false;
    }
    return !Tautologies.holds(operator, left, right);
  }

  /** Both sides depend on the same columns of the target, and on nothing else. */
  private boolean isSame(Node left, Node right) {
    Set<String> one = columns.columns(left);
    Set<String> two = columns.columns(right);
    return one != null && two != null && !one.isEmpty() && one.equals(two);
  }

  private boolean oneOf(String operator, Node left, Node right) {
    return !operator.equals("=")
        || right.peekAll("items").stream().noneMatch(item -> isSame(left, item));
  }

  private boolean anyOf(String operator, Node left, Node right) {
    if (right.is("A_ArrayExpr")) {
      return !operator.equals("=")
          || right.peekAll("elements").stream().noneMatch(element -> isSame(left, element));
    }
    Node query = right.is("SubLink") ? right.peek("subselect") : null;
    return query == null || !operator.equals("=") || !lookup.findsEveryRow(query, left);
  }

  /** {@code LIKE '%'}, {@code ~ '.*'}, {@code SIMILAR TO '%'}. */
  private static boolean matchesAll(Node pattern) {
    Node constant = pattern;
    if (pattern.is("FuncCall") && !pattern.peekAll("args").isEmpty()) {
      constant = pattern.peekAll("args").get(0);
    }
    Optional<Object> value = Constants.value(constant);
    return value.isPresent()
        && value.get() instanceof String text
        && MATCHES_ALL.matcher(text).matches();
  }

  /** Whether one of the two is true of every row: {@code a = 1} and {@code a <> 1}. */
  static boolean complement(Node one, Node two) {
    Node negated = negated(one);
    if (negated != null && negated.sameAs(two)) {
      return true;
    }
    negated = negated(two);
    if (negated != null && negated.sameAs(one)) {
      return true;
    }
    if (one.is("NullTest") && two.is("NullTest")) {
      return !one.peekText("nulltesttype").equals(two.peekText("nulltesttype"))
          && sameField(one, two, "arg");
    }
    return one.is("A_Expr")
        && two.is("A_Expr")
        && sameField(one, two, "lexpr")
        && (isOpposite(one, two) || overlap(one, two));
  }

  private static boolean isOpposite(Node one, Node two) {
    return Constants.operator(two).equals(OPPOSITE.get(Constants.operator(one)))
        && sameField(one, two, "rexpr");
  }

  private static boolean overlap(Node one, Node two) {
    Optional<Object> first = Constants.value(one.peek("rexpr"));
    Optional<Object> second = Constants.value(two.peek("rexpr"));
    return one.peekText("kind").equals("AEXPR_OP")
        && two.peekText("kind").equals("AEXPR_OP")
        && first.isPresent()
        && second.isPresent()
        && Tautologies.overlap(
            Constants.operator(one), first.get(), Constants.operator(two), second.get());
  }

  private static @Nullable Node negated(Node node) {
    return node.is("BoolExpr") && node.peekText("boolop").equals("NOT_EXPR")
        ? node.peekAll("args").get(0)
        : null;
  }

  private static boolean sameField(Node one, Node two, String field) {
    Node a = one.peek(field);
    Node b = two.peek(field);
    return a != null && b != null && a.sameAs(b);
  }
}
