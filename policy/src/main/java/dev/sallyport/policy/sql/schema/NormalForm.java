package dev.sallyport.policy.sql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An expression or type as a text that is the same for what a person wrote and for what PostgreSQL
 * prints of it later.
 *
 * <p>PostgreSQL adds casts to constants, writes IN as {@code = ANY}, BETWEEN as two comparisons and
 * qualifies names; all of that is undone. A cast that a person wrote is undone with them, so two
 * expressions that differ in a cast alone have one form.
 */
final class NormalForm {
  private static final Set<String> PLACES =
      Set.of("location", "rexpr_list_start", "rexpr_list_end", "list_start", "list_end");
  private static final Set<String> MANNER = Set.of("funcformat", "coerceformat");
  private static final Map<String, String> TYPES =
      Map.of(
          "serial",
          "int4",
          "bigserial",
          "int8",
          "smallserial",
          "int2",
          "serial4",
          "int4",
          "serial8",
          "int8",
          "serial2",
          "int2");

  private NormalForm() {}

  /** The form of a node; empty for none. */
  static String of(Tree tree) {
    if (!tree.exists()) {
      return "";
    }
    return switch (tree.type()) {
      case "TypeCast" -> of(tree.child("arg"));
      case "A_Const" -> constant(tree);
      case "ColumnRef" -> column(tree);
      case "A_Expr" -> operation(tree);
      case "BoolExpr" -> logic(tree);
      case "FuncCall" -> call(tree);
      case "ResTarget" -> result(tree);
      case "RangeVar" -> relation(tree);
      default -> plain(tree);
    };
  }

  /** The forms of a list. */
  static String of(List<Tree> trees) {
    return trees.stream().map(NormalForm::of).collect(Collectors.joining(",", "[", "]"));
  }

  /** The form of a {@code TypeName}: its name without schema, modifiers, array. */
  static String type(Tree typeName) {
    List<String> names = typeName.texts("names");
    String last = names.isEmpty() ? "" : names.get(names.size() - 1);
    String modifiers = typeName.has("typmods") ? of(typeName.children("typmods")) : "";
    // `char` is one character whether or not it says so.
    String plainChar = last.equals("bpchar") && modifiers.equals("[1]") ? "" : modifiers;
    String array = typeName.has("arrayBounds") ? "[]" : "";
    return TYPES.getOrDefault(last, last) + plainChar + array;
  }

  /** The form of an argument's type: PostgreSQL forgets its modifiers. */
  static String argumentType(Tree typeName) {
    return type(typeName).replaceFirst("\\[[^\\]]+\\]", "");
  }

  /** Whether a type makes a sequence and a default of its own. */
  static boolean isSerial(Tree typeName) {
    List<String> names = typeName.texts("names");
    return !names.isEmpty() && TYPES.containsKey(names.get(names.size() - 1));
  }

  /** PostgreSQL names a result only where it would not have that name anyway. */
  private static String result(Tree tree) {
    String name = tree.text("name");
    Tree value = tree.child("val");
    return of(value) + (name.isEmpty() || name.equals(ownName(value)) ? "" : " as " + name);
  }

  /** The name that a result has without being given one; empty where this does not tell. */
  static String ownName(Tree value) {
    return switch (value.type()) {
      case "TypeCast" -> ownName(value.child("arg"));
      case "ColumnRef" -> {
        List<String> names = value.texts("fields");
        yield names.size() == value.children("fields").size() && !names.isEmpty()
            ? names.get(names.size() - 1)
            : "";
      }
      case "FuncCall" -> String.join("", lastOf(value.texts("funcname")));
      case "CoalesceExpr" -> "coalesce";
      default -> "";
    };
  }

  private static String relation(Tree tree) {
    String name = tree.text("relname");
    String alias = tree.part("alias").text("aliasname");
    return "from " + name + (alias.isEmpty() || alias.equals(name) ? "" : " as " + alias);
  }

  private static String constant(Tree tree) {
    if (tree.flag("isnull")) {
      return "NULL";
    }
    for (String kind : List.of("ival", "fval", "boolval", "sval", "bsval")) {
      JsonNode value = tree.fields().path(kind);
      if (!value.isMissingNode()) {
        JsonNode inner = value.path(kind);
        String zero = kind.equals("ival") ? "0" : kind.equals("boolval") ? "false" : "";
        String text = inner.isMissingNode() ? zero : inner.asString();
        return truth(text);
      }
    }
    return "?";
  }

  /** Old versions print {@code 't'::bool}. */
  private static String truth(String text) {
    return text.equals("t") ? "true" : text.equals("f") ? "false" : text;
  }

  private static String column(Tree tree) {
    List<Tree> fields = tree.children("fields");
    Tree last = fields.get(fields.size() - 1);
    return last.is("A_Star") ? "*" : "\"" + last.text("sval") + "\"";
  }

  private static String operation(Tree tree) {
    String kind = tree.text("kind");
    String name = String.join(".", lastOf(tree.texts("name")));
    String left = of(tree.child("lexpr"));
    Tree right = tree.child("rexpr");
    return switch (kind) {
      case "AEXPR_IN" ->
          (name.equals("=") ? "any" : "all") + "(" + left + name + elements(right) + ")";
      case "AEXPR_OP_ANY" -> "any(" + left + name + elements(right) + ")";
      case "AEXPR_OP_ALL" -> "all(" + left + name + elements(right) + ")";
      case "AEXPR_BETWEEN" -> between(left, right, ">=", "<=", "and");
      case "AEXPR_NOT_BETWEEN" -> between(left, right, "<", ">", "or");
      case "AEXPR_OP", "AEXPR_LIKE", "AEXPR_ILIKE" -> simple(name, left, of(right));
      default -> kind + "(" + left + name + of(right) + ")";
    };
  }

  /** {@code - 1} is printed as the constant {@code '-1'}. */
  private static String simple(String name, String left, String right) {
    boolean negative = left.isEmpty() && name.equals("-") && right.matches("[0-9.]+");
    return negative ? "-" + right : "(" + left + name + right + ")";
  }

  private static String elements(Tree list) {
    return switch (list.type()) {
      case "TypeCast" -> elements(list.child("arg"));
      case "List" -> of(list.children("items"));
      case "A_ArrayExpr" -> of(list.children("elements"));
      default -> of(list);
    };
  }

  private static String between(String left, Tree right, String low, String high, String word) {
    List<Tree> bounds = right.children("items");
    if (bounds.size() != 2) {
      return "?";
    }
    return word
        + "[("
        + left
        + low
        + of(bounds.get(0))
        + "),("
        + left
        + high
        + of(bounds.get(1))
        + ")]";
  }

  private static String logic(Tree tree) {
    String word =
        switch (tree.text("boolop")) {
          case "AND_EXPR" -> "and";
          case "OR_EXPR" -> "or";
          default -> "not";
        };
    List<String> parts = new ArrayList<>();
    collect(tree, tree.text("boolop"), parts);
    return word + "[" + String.join(",", parts) + "]";
  }

  private static void collect(Tree tree, String operator, List<String> parts) {
    for (Tree argument : tree.children("args")) {
      if (argument.is("BoolExpr")
          && argument.text("boolop").equals(operator)
          && !operator.equals("NOT_EXPR")) {
        collect(argument, operator, parts);
      } else {
        String form = of(argument);
        boolean sameLogic = form.startsWith("and[") && operator.equals("AND_EXPR");
        parts.add(sameLogic ? form.substring(4, form.length() - 1) : form);
      }
    }
  }

  private static String call(Tree tree) {
    StringBuilder form = new StringBuilder(String.join(".", lastOf(tree.texts("funcname"))));
    form.append(of(tree.children("args")));
    tree.fields()
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("funcname")
                  && !field.getKey().equals("args")
                  && !PLACES.contains(field.getKey())
                  && !MANNER.contains(field.getKey())) {
                form.append(field.getKey()).append('=').append(any(field.getValue()));
              }
            });
    return form.toString();
  }

  private static List<String> lastOf(List<String> names) {
    return names.isEmpty() ? names : names.subList(names.size() - 1, names.size());
  }

  private static String plain(Tree tree) {
    return tree.type() + any(tree.fields());
  }

  static String any(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().map(NormalForm::any).collect(Collectors.joining(",", "[", "]"));
    }
    if (!node.isObject()) {
      return node.asString();
    }
    if (node.size() == 1 && startsUpperCase(node.propertyNames().iterator().next())) {
      return of(Tree.of(node));
    }
    return node.properties().stream()
        .filter(field -> !PLACES.contains(field.getKey()) && !MANNER.contains(field.getKey()))
        .map(field -> field.getKey() + "=" + any(field.getValue()))
        .sorted()
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static boolean startsUpperCase(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }
}
