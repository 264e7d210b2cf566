package dev.sallyport.policy.sql.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of constant expressions, as far as predicates that hide behind them need it. */
final class Constants {
  /** SQL's NULL, which a predicate takes for not true. */
  static final Object NULL = new Object();

  private Constants() {}

  /** Whether it is a constant or a parameter: the same for every row, without any function. */
  static boolean isConstant(@Nullable Node node) {
    if (node == null) {
      return false;
    }
    return switch (node.type()) {
      case "A_Const", "ParamRef" -> true;
      case "TypeCast" -> isConstant(node.peek("arg"));
      case "A_ArrayExpr" -> node.peekAll("elements").stream().allMatch(Constants::isConstant);
      case "List" -> node.peekAll("items").stream().allMatch(Constants::isConstant);
      case "RowExpr" -> node.peekAll("args").stream().allMatch(Constants::isConstant);
      default -> false;
    };
  }

  /** A BigDecimal, a String, a Boolean or {@link #NULL}; empty where it is no simple constant. */
  static Optional<Object> value(@Nullable Node node) {
    if (node == null) {
      return Optional.empty();
    }
    return switch (node.type()) {
      case "A_Const" -> literal(node);
      case "TypeCast" -> cast(node);
      case "A_Expr" -> operation(node);
      case "CoalesceExpr" -> firstOf(node.peekAll("args"));
      default -> Optional.empty();
    };
  }

  /** The first that is not NULL, where it is a constant and so is all before it. */
  private static Optional<Object> firstOf(List<Node> arguments) {
    for (Node argument : arguments) {
      Optional<Object> value = value(argument);
      if (value.isEmpty() || value.get() != NULL) {
        return value;
      }
    }
    return arguments.isEmpty() ? Optional.empty() : Optional.of(NULL);
  }

  private static Optional<Object> literal(Node node) {
    for (String kind : List.of("ival", "fval", "boolval", "sval")) {
      Node part = node.peek(kind);
      if (part != null) {
        return literal(kind, part.peekValue(kind));
      }
    }
    return node.peekValue("isnull") != null ? Optional.of(NULL) : Optional.empty();
  }

  /** Zero, the empty string and false are left out of the tree. */
  private static Optional<Object> literal(String kind, @Nullable Object value) {
    return switch (kind) {
      case "ival" ->
          Optional.of(value instanceof Long number ? BigDecimal.valueOf(number) : BigDecimal.ZERO);
      case "fval" -> number(value instanceof String text ? text : "0");
      case "boolval" -> Optional.of(Boolean.TRUE.equals(value));
      default -> Optional.of(value instanceof String text ? text : "");
    };
  }

  private static Optional<Object> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty(); // hexadecimal, or with underscores: not worth reading here
    }
  }

  /** {@code 'true'::boolean}, {@code 1::boolean}; other casts keep the value. */
  private static Optional<Object> cast(Node node) {
    Optional<Object> value = value(node.peek("arg"));
    Node type = node.peek("typeName");
    List<Node> names = type == null ? List.of() : type.peekAll("names");
    boolean bool = !names.isEmpty() && names.get(names.size() - 1).peekText("sval").equals("bool");
    return bool ? value.map(Constants::truth) : value;
  }

  private static Object truth(Object value) {
    if (value instanceof String text) {
      String word = text.strip().toLowerCase(java.util.Locale.ROOT);
      return !word.isEmpty()
          && List.of("true", "yes", "on", "1").stream().anyMatch(yes -> yes.startsWith(word))
          && !word.equals("o");
    }
    return value instanceof BigDecimal number ? number.signum() != 0 : value;
  }

  private static Optional<Object> operation(Node node) {
    if (!node.peekText("kind").equals("AEXPR_OP")) {
      return Optional.empty();
    }
    Optional<Object> left = value(node.peek("lexpr"));
    Optional<Object> right = value(node.peek("rexpr"));
    String operator = operator(node);
    if (left.isPresent() && right.isPresent()) {
      Optional<Object> result = compute(operator, left.get(), right.get());
      return result.isPresent() ? result : compare(operator, left.get(), right.get());
    }
    boolean nothing = operator.equals("*") && (isZero(left) || isZero(right));
    return nothing ? Optional.of(BigDecimal.ZERO) : Optional.empty();
  }

  private static boolean isZero(Optional<Object> value) {
    return value.orElse("") instanceof BigDecimal number && number.signum() == 0;
  }

  private static Optional<Object> compute(String operator, Object left, Object right) {
    if (left instanceof String a && right instanceof String b && operator.equals("||")) {
      return Optional.of(a + b);
    }
    if (!(left instanceof BigDecimal a && right instanceof BigDecimal b)
        || !isShort(a)
        || !isShort(b)) {
      return Optional.empty();
    }
    return switch (operator) {
      case "+" -> Optional.of(a.add(b));
      case "-" -> Optional.of(a.subtract(b));
      case "*" -> Optional.of(a.multiply(b));
      default -> Optional.empty();
    };
  }

  /** {@code 1e999999999 + 1} would have as many digits. */
  private static boolean isShort(BigDecimal number) {
    return number.precision() < 50 && Math.abs(number.scale()) < 50;
  }

  private static Optional<Object> compare(String operator, Object left, Object right) {
    if (left == NULL || right == NULL) {
      return Optional.of(NULL);
    }
    int order;
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      order = a.compareTo(b);
    } else if (left instanceof Boolean a && right instanceof Boolean b) {
      order = a.compareTo(b);
    } else if (left instanceof String a && right instanceof String b && equality(operator)) {
      order = a.compareTo(b); // which of two strings is greater, the collation decides
    } else {
      return Optional.empty();
    }
    return switch (operator) {
      case "=" -> Optional.of(order == 0);
      case "<>" -> Optional.of(order != 0);
      case "<" -> Optional.of(order < 0);
      case "<=" -> Optional.of(order <= 0);
      case ">" -> Optional.of(order > 0);
      case ">=" -> Optional.of(order >= 0);
      default -> Optional.empty();
    };
  }

  private static boolean equality(String operator) {
    return operator.equals("=") || operator.equals("<>");
  }

  /** The last part of an operator's name. */
  static String operator(Node node) {
    List<Node> names = node.peekAll("name");
    return names.isEmpty() ? "" : names.get(names.size() - 1).peekText("sval");
  }
}
