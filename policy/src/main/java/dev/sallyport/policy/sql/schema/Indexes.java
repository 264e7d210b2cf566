package dev.sallyport.policy.sql.schema;

import java.util.Set;
import java.util.stream.Collectors;

/** CREATE INDEX. */
final class Indexes {
  /** Operator classes that PostgreSQL takes by itself, and therefore does not print. */
  private static final Set<String> USUAL_CLASSES =
      Set.of(
          "array_ops",
          "bool_ops",
          "date_ops",
          "enum_ops",
          "inet_ops",
          "int2_ops",
          "int4_ops",
          "int8_ops",
          "jsonb_ops",
          "numeric_ops",
          "range_ops",
          "text_ops",
          "timestamp_ops",
          "timestamptz_ops",
          "tsvector_ops",
          "uuid_ops",
          "varchar_ops");

  private Indexes() {}

  static void create(Tree statement, ScriptBuilder script) {
    SchemaObject index =
        new SchemaObject(
            SchemaKind.INDEX,
            statement.relation("relation").schema(),
            null,
            statement.text("idxname"));
    script.defined(index, definition(statement));
  }

  private static String definition(Tree statement) {
    String method = statement.text("accessMethod");
    return (statement.flag("unique") ? "unique " : "")
        + (method.isEmpty() ? "btree" : method)
        + " on "
        + statement.relation("relation").name()
        + elements(statement, "indexParams")
        + elements(statement, "indexIncludingParams")
        + (statement.flag("nulls_not_distinct") ? " nulls not distinct" : "")
        + NormalForm.of(statement.child("whereClause"));
  }

  private static String elements(Tree statement, String field) {
    return statement.children(field).stream()
        .map(Indexes::element)
        .collect(Collectors.joining(",", "(", ")"));
  }

  static String element(Tree element) {
    String name = element.text("name");
    boolean descending = element.text("ordering").equals("SORTBY_DESC");
    String nulls = element.text("nulls_ordering");
    boolean usual =
        nulls.equals(descending ? "SORTBY_NULLS_FIRST" : "SORTBY_NULLS_LAST")
            || nulls.equals("SORTBY_NULLS_DEFAULT");
    String operatorClass = element.name("opclass").name();
    return (name.isEmpty() ? NormalForm.of(element.child("expr")) : "\"" + name + "\"")
        + (USUAL_CLASSES.contains(operatorClass) ? "" : operatorClass)
        + element.name("collation").name()
        + (descending ? " desc" : "")
        + (usual ? "" : " " + nulls);
  }
}
