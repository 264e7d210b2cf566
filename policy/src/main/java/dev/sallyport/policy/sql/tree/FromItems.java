package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of a FROM clause: each gives the query level a {@link Source}. */
final class FromItems {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "RangeVar" -> FromItems::relation;
      case "JoinExpr" -> FromItems::join;
      case "RangeSubselect" -> FromItems::subquery;
      case "RangeFunction" -> FromItems::function;
      case "RangeTableSample" -> FromItems::sample;
      case "RangeTableFunc" -> FromItems::xmlTable;
      case "JsonTable" -> FromItems::jsonTable;
      default -> null;
    };
  }

  private static final Set<String> SAMPLING = Set.of("system", "bernoulli");

  private FromItems() {}

  /** A table, a view, or a CTE of that name. */
  private static void relation(Walk walk, Node node) {
    ObjectName written = Names.relation(node);
    if (written.schema() == null && walk.scope().isCte(written.name())) {
      source(walk, null, written.name(), node.part("alias"));
    } else {
      walk.found().read(source(walk, walk.relation(node), written.name(), node.part("alias")));
    }
  }

  /** The source that stands in the scope for a relation, a sub-query or a function. */
  static Source source(
      Walk walk, @Nullable ObjectName relation, String name, @Nullable Node alias) {
    Source source = new Source(relation, alias == null ? name : alias.text("aliasname"));
    if (alias != null) {
      source.callColumns(Names.parts(alias.children("colnames")));
    }
    walk.scope().add(source);
    return source;
  }

  private static void join(Walk walk, Node node) {
    node.skip("jointype");
    int before = walk.scope().sources().size();
    walk.fromItem(node.child("larg"));
    walk.fromItem(node.child("rarg"));
    List<Source> joined = walk.scope().sources();
    joined = List.copyOf(joined.subList(before, joined.size()));
    List<String> common = Names.parts(node.children("usingClause"));
    common.forEach(walk.scope()::readColumn);
    if (node.flag("isNatural")) {
      joined.forEach(Source::readWhole);
      Operators.use(walk, "=");
    } else if (!common.isEmpty()) {
      Operators.use(walk, "=");
    }
    walk.expression(node.child("quals"));
    rename(joined, node.part("join_using_alias"));
    rename(joined, node.part("alias"));
  }

  private static void rename(List<Source> joined, @Nullable Node alias) {
    if (alias == null) {
      return;
    }
    String name = alias.text("aliasname");
    boolean columns = !Names.parts(alias.children("colnames")).isEmpty();
    for (Source source : joined) {
      source.call(name);
      if (columns) {
        source.readWhole();
      }
    }
  }

  private static void subquery(Walk walk, Node node) {
    node.skip("lateral");
    walk.statement(node.child("subquery"));
    source(walk, null, "", node.part("alias"));
  }

  private static void function(Walk walk, Node node) {
    node.skip("lateral", "ordinality", "is_rowsfrom");
    for (Node function : node.children("functions", "List")) {
      for (Node item : function.children("items")) {
        if (item.is("List")) {
          columns(walk, item.claim().children("items"));
        } else {
          walk.expression(item);
        }
      }
    }
    List<Node> defined = node.children("coldeflist");
    columns(walk, defined);
    Source source = source(walk, null, "", node.part("alias"));
    if (defined.isEmpty()) {
      source.holdsValue();
    }
  }

  /** Column definitions say types only. */
  private static void columns(Walk walk, List<Node> definitions) {
    for (Node column : definitions) {
      if (column.is("ColumnDef")) {
        column.claim().skip("colname", "is_local");
        Types.use(walk, column.part("typeName"));
        Node collation = column.part("collClause");
        if (collation != null) {
          Names.parts(collation.children("collname"));
        }
      }
    }
  }

  private static void sample(Walk walk, Node node) {
    walk.fromItem(node.child("relation"));
    List<Node> arguments = node.children("args");
    ObjectName method = Names.qualified(node, "method");
    if (isBuiltinMethod(method)) {
      walk.found().reference(new Reference.Function(method, arguments.size()));
    } else {
      Calls.call(walk, method, arguments);
    }
    walk.expressions(arguments);
    walk.expression(node.child("repeatable"));
  }

  /** Not for calls: who calls a function of that name means one of the user's. */
  private static boolean isBuiltinMethod(ObjectName method) {
    return SAMPLING.contains(method.name())
        && (method.schema() == null || method.schema().equals("pg_catalog"));
  }

  private static void xmlTable(Walk walk, Node node) {
    node.skip("lateral");
    walk.expression(node.child("docexpr"));
    walk.expression(node.child("rowexpr"));
    walk.expressions(node.children("namespaces"));
    for (Node column : node.children("columns", "RangeTableFuncCol")) {
      column.skip("colname", "for_ordinality", "is_not_null");
      Types.use(walk, column.part("typeName"));
      walk.expression(column.child("colexpr"));
      walk.expression(column.child("coldefexpr"));
    }
    source(walk, null, "", node.part("alias"));
  }

  private static void jsonTable(Walk walk, Node node) {
    node.skip("lateral");
    DocumentExpressions.value(walk, node, "context_item");
    path(walk, node.part("pathspec"));
    walk.expressions(node.children("passing"));
    node.children("columns", "JsonTableColumn").forEach(column -> jsonColumn(walk, column));
    DocumentExpressions.behavior(walk, node.part("on_error"));
    source(walk, null, "", node.part("alias"));
  }

  private static void jsonColumn(Walk walk, Node column) {
    column.skip("coltype", "name", "wrapper", "quotes");
    Types.use(walk, column.part("typeName"));
    path(walk, column.part("pathspec"));
    DocumentExpressions.format(column.part("format"));
    column.children("columns", "JsonTableColumn").forEach(nested -> jsonColumn(walk, nested));
    DocumentExpressions.behavior(walk, column.part("on_empty"));
    DocumentExpressions.behavior(walk, column.part("on_error"));
  }

  private static void path(Walk walk, @Nullable Node path) {
    if (path != null) {
      path.skip("name");
      walk.expression(path.child("string"));
    }
  }
}
