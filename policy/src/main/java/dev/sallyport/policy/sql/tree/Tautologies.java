package dev.sallyport.policy.sql.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons that every value passes, whatever the row: {@code length(x) >= 0}, {@code x >=
 * '-infinity'}, {@code id + 1 > id}, {@code id BETWEEN} the least and the greatest integer. NULL
 * apart, which no comparison lets through.
 */
final class Tautologies {
  private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal GREATEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** No text, no time and no tuple's place is below these. */
  private static final Set<String> BELOW_ALL = Set.of("", "-infinity", "(0,0)");

  private static final Set<String> ABOVE_ALL = Set.of("infinity", "+infinity");

  private static final Set<String> NEVER_NEGATIVE =
      Set.of(
          "length",
          "char_length",
          "character_length",
          "octet_length",
          "bit_length",
          "cardinality",
          "array_length",
          "json_array_length",
          "jsonb_array_length",
          "strpos",
          "position",
          "abs",
          "count");

  /** Each comparison as it reads from the other side. */
  private static final Map<String, String> MIRRORED =
      Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=", "=", "=", "<>", "<>");

  private Tautologies() {}

  static boolean holds(String operator, Node left, Node right) {
    String mirrored = MIRRORED.get(operator);
    return mirrored != null
        && (holdsFrom(operator, left, right) || holdsFrom(mirrored, right, left));
  }

  private static boolean holdsFrom(String operator, Node left, Node right) {
    Optional<Object> bound = Constants.value(right);
    if (bound.isEmpty()) {
      return isBeside(operator, left, right);
    }
    return isBeyond(operator, bound.get())
        || bound.get() instanceof BigDecimal number
            && isNegative(operator, number)
            && isNeverNegative(left);
  }

  /** Whether every value is on that side of the bound. */
  private static boolean isBeyond(String operator, Object bound) {
    return switch (operator) {
      case ">=" -> isLeast(bound);
      case ">" -> isLeast(bound) && !"".equals(bound);
      case "<=", "<" -> isGreatest(bound);
      case "<>" -> "(0,0)".equals(bound);
      default -> false;
    };
  }

  private static boolean isLeast(Object bound) {
    return bound instanceof BigDecimal number && number.compareTo(LEAST) <= 0
        || bound instanceof String text && BELOW_ALL.contains(text);
  }

  private static boolean isGreatest(Object bound) {
    return bound instanceof BigDecimal number && number.compareTo(GREATEST) >= 0
        || bound instanceof String text && ABOVE_ALL.contains(text);
  }

  /** {@code BETWEEN} two bounds that no value is outside of. */
  static boolean spans(List<Node> bounds) {
    return bounds.size() == 2
        && Constants.value(bounds.get(0)).filter(Tautologies::isLeast).isPresent()
        && Constants.value(bounds.get(1)).filter(Tautologies::isGreatest).isPresent();
  }

  /** {@code BETWEEN 5 AND 1}: no value is inside of them. */
  static boolean isEmptyRange(List<Node> bounds) {
    return bounds.size() == 2
        && Constants.value(bounds.get(0)).orElse("") instanceof BigDecimal low
        && Constants.value(bounds.get(1)).orElse("") instanceof BigDecimal high
        && low.compareTo(high) > 0;
  }

  /** Whether what is not negative compares so with the number. */
  private static boolean isNegative(String operator, BigDecimal number) {
    return switch (operator) {
      case ">", "<>" -> number.signum() < 0;
      case ">=" -> number.signum() <= 0;
      default -> false;
    };
  }

  private static boolean isNeverNegative(@Nullable Node node) {
    if (node == null) {
      return false;
    }
    return switch (node.type()) {
      case "FuncCall" -> {
        List<Node> name = node.peekAll("funcname");
        yield NEVER_NEGATIVE.contains(name.get(name.size() - 1).peekText("sval"));
      }
      case "TypeCast" -> isNeverNegative(node.peek("arg"));
      case "CoalesceExpr" ->
          node.peekAll("args").stream()
              .allMatch(
                  argument ->
                      Constants.value(argument).orElse("") instanceof BigDecimal number
                          ? number.signum() >= 0
                          : isNeverNegative(argument));
      case "A_Expr" -> isSquare(node);
      default -> false;
    };
  }

  private static boolean isSquare(Node node) {
    Node left = node.peek("lexpr");
    Node right = node.peek("rexpr");
    return Constants.operator(node).equals("*")
        && left != null
        && right != null
        && left.sameAs(right);
  }

  /** {@code x < x + 1}, {@code x > x - interval '1 day'}. */
  private static boolean isBeside(String operator, Node value, Node shifted) {
    Node base = shifted.peek("lexpr");
    if (!shifted.is("A_Expr") || base == null || !base.sameAs(value)) {
      return false;
    }
    return switch (Constants.operator(shifted)) {
      case "+" -> Set.of("<", "<=", "<>").contains(operator) && isStep(shifted.peek("rexpr"));
      case "-" -> Set.of(">", ">=", "<>").contains(operator) && isStep(shifted.peek("rexpr"));
      default -> false;
    };
  }

  private static boolean isStep(@Nullable Node node) {
    Object step = Constants.value(node).orElse("");
    return step instanceof BigDecimal number
        ? number.signum() > 0
        : step instanceof String text && !text.isEmpty() && text.indexOf('-') < 0;
  }

  /** Whether one of two comparisons of the same holds: {@code x > 1} and {@code x < 5}. */
  static boolean overlap(String one, Object first, String two, Object second) {
    if (one.equals("<>") && two.equals("<>")) {
      return first.getClass() == second.getClass() && !first.equals(second);
    }
    if (first instanceof BigDecimal a && second instanceof BigDecimal b) {
      int order = a.compareTo(b);
      boolean closed = one.endsWith("=") || two.endsWith("=");
      if (one.startsWith(">") && two.startsWith("<") && !two.equals("<>")) {
        return order < 0 || order == 0 && closed;
      }
      if (two.startsWith(">") && one.startsWith("<") && !one.equals("<>")) {
        return order > 0 || order == 0 && closed;
      }
    }
    return false;
  }
}
