package dev.sallyport.policy.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Value expressions. What SQL/JSON and XML add is in {@link DocumentExpressions}. */
final class Expressions {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "A_Const" -> Expressions::constant;
      case "ParamRef" -> (walk, node) -> node.skip("number");
      case "SetToDefault" -> (walk, node) -> {};
      case "SQLValueFunction" -> (walk, node) -> node.skip("op", "typmod");
      case "MergeSupportFunc" -> (walk, node) -> node.skip("msftype");
      case "CurrentOfExpr" -> (walk, node) -> node.skip("cursor_name", "cursor_param");
      case "ColumnRef" -> Columns::reference;
      case "A_Indirection" -> Expressions::indirection;
      case "A_Indices" -> Expressions::indices;
      case "A_ArrayExpr" -> (walk, node) -> walk.expressions(node.children("elements"));
      case "List" -> (walk, node) -> walk.expressions(node.children("items"));
      case "RowExpr" -> Expressions::row;
      case "A_Expr" -> Operators::visit;
      case "BoolExpr" -> Expressions::logical;
      case "NullTest" -> (walk, node) -> test(walk, node, "nulltesttype");
      case "BooleanTest" -> (walk, node) -> test(walk, node, "booltesttype");
      case "CaseExpr" -> Expressions::choice;
      case "CoalesceExpr" -> (walk, node) -> walk.expressions(node.children("args"));
      case "MinMaxExpr" -> Expressions::extreme;
      case "SubLink" -> Expressions::subquery;
      case "MultiAssignRef" -> Expressions::assignment;
      case "TypeCast" -> Expressions::cast;
      case "CollateClause" -> Expressions::collation;
      case "FuncCall" -> Calls::visit;
      case "NamedArgExpr" -> Expressions::namedArgument;
      case "GroupingFunc" -> (walk, node) -> walk.expressions(node.children("args"));
      case "GroupingSet" -> Expressions::groupingSet;
      case "SortBy" -> Expressions::sort;
      case "ResTarget" -> Expressions::target;
      default -> null;
    };
  }

  private Expressions() {}

  private static void constant(Walk walk, Node node) {
    node.skip("isnull");
    for (String kind : List.of("ival", "fval", "boolval", "sval", "bsval")) {
      Node value = node.part(kind);
      if (value != null) {
        value.skip(kind);
      }
    }
  }

  /** {@code (x).y[1]}: a field of a composite, or a function written as if it were one. */
  private static void indirection(Walk walk, Node node) {
    walk.expression(node.child("arg"));
    Columns.indirection(walk, node);
  }

  private static void indices(Walk walk, Node node) {
    node.skip("is_slice");
    walk.expression(node.child("lidx"));
    walk.expression(node.child("uidx"));
  }

  private static void row(Walk walk, Node node) {
    node.skip("row_format");
    walk.expressions(node.children("args"));
  }

  private static void logical(Walk walk, Node node) {
    node.skip("boolop");
    walk.expressions(node.children("args"));
  }

  private static void test(Walk walk, Node node, String kind) {
    node.skip(kind);
    walk.expression(node.child("arg"));
  }

  private static void choice(Walk walk, Node node) {
    if (node.has("arg")) {
      Operators.use(walk, "=");
    }
    walk.expression(node.child("arg"));
    for (Node when : node.children("args", "CaseWhen")) {
      walk.expression(when.child("expr"));
      walk.expression(when.child("result"));
    }
    walk.expression(node.child("defresult"));
  }

  private static void extreme(Walk walk, Node node) {
    node.skip("op");
    walk.expressions(node.children("args"));
  }

  private static void subquery(Walk walk, Node node) {
    String kind = node.text("subLinkType");
    walk.expression(node.child("testexpr"));
    List<String> operator = Names.parts(node.children("operName"));
    if (!operator.isEmpty()) {
      Operators.use(walk, Names.qualified(operator));
    } else if (kind.equals("ANY_SUBLINK")) {
      Operators.use(walk, "=");
    }
    walk.statement(node.child("subselect"));
  }

  /** One of several columns set from one row; the row is visited with each of them. */
  private static void assignment(Walk walk, Node node) {
    node.skip("colno", "ncolumns");
    walk.expression(node.child("source"));
  }

  private static void cast(Walk walk, Node node) {
    walk.expression(node.child("arg"));
    Types.use(walk, node.part("typeName"));
  }

  private static void collation(Walk walk, Node node) {
    walk.expression(node.child("arg"));
    Names.parts(node.children("collname"));
  }

  private static void namedArgument(Walk walk, Node node) {
    node.skip("name", "argnumber");
    walk.expression(node.child("arg"));
  }

  private static void groupingSet(Walk walk, Node node) {
    node.skip("kind");
    walk.expressions(node.children("content"));
  }

  private static void sort(Walk walk, Node node) {
    node.skip("sortby_dir", "sortby_nulls");
    walk.expression(node.child("node"));
    List<String> operator = Names.parts(node.children("useOp"));
    if (!operator.isEmpty()) {
      Operators.use(walk, Names.qualified(operator));
    }
  }

  /** An output column, or the value of one that is set. */
  private static void target(Walk walk, Node node) {
    node.skip("name");
    walk.expression(node.child("val"));
    Columns.indirection(walk, node);
  }
}
