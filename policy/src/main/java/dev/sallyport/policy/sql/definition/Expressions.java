package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Expressions and types, reduced. */
final class Expressions {
  /** CURRENT_TIMESTAMP and its kin, which are nodes of their own. */
  private static final Map<String, String> VALUE_FUNCTIONS =
      Map.of("SVFOP_CURRENT_DATE", "current_date");

  private Expressions() {}

  static @Nullable Expression read(Tree tree) {
    if (!tree.exists()) {
      return null;
    }
    List<ObjectName> functions = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    walk(
        tree,
        node -> {
          if (node.is("FuncCall")) {
            functions.add(node.name("funcname"));
          } else if (node.is("ColumnRef")) {
            List<String> names = node.texts("fields");
            if (!names.isEmpty()) {
              columns.add(names.get(names.size() - 1));
            }
          } else if (node.is("SQLValueFunction")) {
            functions.add(
                new ObjectName(
                    "pg_catalog",
                    VALUE_FUNCTIONS.getOrDefault(node.text("op"), "now").toLowerCase(Locale.ROOT)));
          }
        });
    return new Expression(
        functions, columns, literals(tree), isConstant(tree), isNull(tree), notNullColumn(tree));
  }

  private static boolean isConstant(Tree tree) {
    return tree.is("A_Const")
        || tree.is("TypeCast") && isConstant(tree.child("arg"))
        || tree.is("A_ArrayExpr")
            && tree.children("elements").stream().allMatch(Expressions::isConstant);
  }

  private static boolean isNull(Tree tree) {
    return tree.is("A_Const") && tree.flag("isnull")
        || tree.is("TypeCast") && isNull(tree.child("arg"));
  }

  private static @Nullable String notNullColumn(Tree tree) {
    if (tree.is("NullTest") && tree.text("nulltesttype").equals("IS_NOT_NULL")) {
      List<String> names = tree.child("arg").texts("fields");
      return names.isEmpty() ? null : names.get(names.size() - 1);
    }
    // AND proves each of its parts; the first that says so is enough for a single column.
    if (tree.is("BoolExpr") && tree.text("boolop").equals("AND_EXPR")) {
      for (Tree part : tree.children("args")) {
        String column = notNullColumn(part);
        if (column != null) {
          return column;
        }
      }
    }
    return null;
  }

  /** Every text inside, in lists and sub-queries too. */
  static Set<String> literals(Tree tree) {
    Set<String> literals = new LinkedHashSet<>();
    walk(
        tree,
        node -> {
          if (node.is("A_Const")) {
            String text = node.part("sval").text("sval");
            if (!text.isEmpty()) {
              literals.add(text);
            }
          }
        });
    return literals;
  }

  static void walk(Tree tree, Consumer<Tree> visitor) {
    if (tree.exists()) {
      visitor.accept(tree);
      walk(tree.fields(), visitor);
    }
  }

  private static void walk(JsonNode node, Consumer<Tree> visitor) {
    if (node.isArray()) {
      node.forEach(child -> enter(child, visitor));
    } else if (node.isObject()) {
      node.forEach(child -> enter(child, visitor));
    }
  }

  private static void enter(JsonNode node, Consumer<Tree> visitor) {
    Tree tree = Tree.of(node);
    if (tree.exists() && Character.isUpperCase(tree.type().charAt(0))) {
      walk(tree, visitor);
    } else {
      walk(node, visitor);
    }
  }

  static TypeReference type(Tree typeName) {
    ObjectName name = typeName.name("names");
    List<Integer> modifiers = new ArrayList<>();
    for (Tree modifier : typeName.children("typmods")) {
      if (modifier.fields().has("ival")) {
        modifiers.add(modifier.part("ival").number("ival"));
      }
    }
    return new TypeReference(name, modifiers, typeName.has("arrayBounds"));
  }
}
