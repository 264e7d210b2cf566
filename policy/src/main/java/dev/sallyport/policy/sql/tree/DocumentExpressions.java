package dev.sallyport.policy.sql.tree;

import org.jspecify.annotations.Nullable;

/** The expressions of SQL/JSON and SQL/XML. None has an effect of its own; what they hold may. */
final class DocumentExpressions {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "XmlExpr" -> DocumentExpressions::xml;
      case "XmlSerialize" -> DocumentExpressions::xmlSerialize;
      case "JsonValueExpr" -> DocumentExpressions::value;
      case "JsonKeyValue" -> DocumentExpressions::keyValue;
      case "JsonArgument" -> DocumentExpressions::argument;
      case "JsonIsPredicate" -> DocumentExpressions::isJson;
      case "JsonFuncExpr" -> DocumentExpressions::query;
      case "JsonParseExpr" -> DocumentExpressions::parse;
      case "JsonScalarExpr" -> DocumentExpressions::scalar;
      case "JsonSerializeExpr" -> DocumentExpressions::serialize;
      case "JsonObjectConstructor" -> DocumentExpressions::object;
      case "JsonArrayConstructor" -> DocumentExpressions::array;
      case "JsonArrayQueryConstructor" -> DocumentExpressions::arrayOfQuery;
      case "JsonObjectAgg" -> DocumentExpressions::objectAggregate;
      case "JsonArrayAgg" -> DocumentExpressions::arrayAggregate;
      default -> null;
    };
  }

  private DocumentExpressions() {}

  private static void xml(Walk walk, Node node) {
    node.skip("op", "name", "xmloption", "indent");
    walk.expressions(node.children("named_args"));
    walk.expressions(node.children("args"));
  }

  private static void xmlSerialize(Walk walk, Node node) {
    node.skip("xmloption", "indent");
    walk.expression(node.child("expr"));
    Types.use(walk, node.part("typeName"));
  }

  private static void value(Walk walk, Node node) {
    walk.expression(node.child("raw_expr"));
    format(node.part("format"));
  }

  /** A value whose type the field declares. */
  static void value(Walk walk, Node node, String field) {
    Node value = node.part(field);
    if (value != null) {
      value(walk, value);
    }
  }

  private static void keyValue(Walk walk, Node node) {
    walk.expression(node.child("key"));
    value(walk, node, "value");
  }

  private static void argument(Walk walk, Node node) {
    node.skip("name");
    value(walk, node, "val");
  }

  private static void isJson(Walk walk, Node node) {
    node.skip("item_type", "unique_keys");
    walk.expression(node.child("expr"));
    format(node.part("format"));
  }

  private static void query(Walk walk, Node node) {
    node.skip("op", "column_name", "wrapper", "quotes");
    value(walk, node, "context_item");
    walk.expression(node.child("pathspec"));
    walk.expressions(node.children("passing"));
    output(walk, node.part("output"));
    behavior(walk, node.part("on_empty"));
    behavior(walk, node.part("on_error"));
  }

  private static void parse(Walk walk, Node node) {
    node.skip("unique_keys");
    value(walk, node, "expr");
    output(walk, node.part("output"));
  }

  private static void scalar(Walk walk, Node node) {
    walk.expression(node.child("expr"));
    output(walk, node.part("output"));
  }

  private static void serialize(Walk walk, Node node) {
    value(walk, node, "expr");
    output(walk, node.part("output"));
  }

  private static void object(Walk walk, Node node) {
    node.skip("absent_on_null", "unique");
    walk.expressions(node.children("exprs"));
    output(walk, node.part("output"));
  }

  private static void array(Walk walk, Node node) {
    node.skip("absent_on_null");
    walk.expressions(node.children("exprs"));
    output(walk, node.part("output"));
  }

  private static void arrayOfQuery(Walk walk, Node node) {
    node.skip("absent_on_null");
    walk.statement(node.child("query"));
    output(walk, node.part("output"));
    format(node.part("format"));
  }

  private static void objectAggregate(Walk walk, Node node) {
    node.skip("absent_on_null", "unique");
    Node argument = node.part("arg");
    if (argument != null) {
      keyValue(walk, argument);
    }
    aggregate(walk, node.part("constructor"));
  }

  private static void arrayAggregate(Walk walk, Node node) {
    node.skip("absent_on_null");
    value(walk, node, "arg");
    aggregate(walk, node.part("constructor"));
  }

  private static void aggregate(Walk walk, @Nullable Node node) {
    if (node == null) {
      return;
    }
    output(walk, node.part("output"));
    walk.expression(node.child("agg_filter"));
    walk.expressions(node.children("agg_order"));
    Windows.over(walk, node.part("over"));
  }

  /** {@code RETURNING type FORMAT …}. */
  static void output(Walk walk, @Nullable Node node) {
    if (node == null) {
      return;
    }
    Types.use(walk, node.part("typeName"));
    Node returning = node.part("returning");
    if (returning != null) {
      returning.skip("typid", "typmod");
      format(returning.part("format"));
    }
  }

  /** {@code … ON EMPTY}, {@code … ON ERROR}, with the default they may give. */
  static void behavior(Walk walk, @Nullable Node node) {
    if (node != null) {
      node.skip("btype", "coerce");
      walk.expression(node.child("expr"));
    }
  }

  static void format(@Nullable Node node) {
    if (node != null) {
      node.skip("format_type", "encoding");
    }
  }
}
