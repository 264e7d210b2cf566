package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;

/** CREATE TABLE, with its columns and constraints. */
final class Tables {
  private Tables() {}

  static void create(Tree statement, ScriptBuilder script) {
    if (Statements.isTemporary(statement, "relation")) {
      return;
    }
    ObjectName table = statement.relation("relation");
    script.present(Statements.table(table));
    for (Tree element : statement.children("tableElts")) {
      if (element.is("ColumnDef")) {
        column(table, element, script);
      } else if (element.is("Constraint")) {
        Constraints.read(table, element, script);
      } else {
        script.passOver("LIKE in CREATE TABLE");
      }
    }
  }

  static void createAs(Tree statement, ScriptBuilder script) {
    Tree into = statement.part("into");
    if (into.part("rel").text("relpersistence").equals("t")) {
      return;
    }
    if (statement.text("objtype").equals("OBJECT_MATVIEW")) {
      Queries.view(
          SchemaObject.of(SchemaKind.MATERIALIZED_VIEW, into.relation("rel")),
          into.texts("colNames"),
          statement.child("query"),
          script);
    } else {
      script.present(Statements.table(into.relation("rel")));
    }
  }

  /** A column as CREATE TABLE and ADD COLUMN define it. */
  static void column(ObjectName table, Tree definition, ScriptBuilder script) {
    String name = definition.text("colname");
    SchemaObject column = SchemaObject.part(SchemaKind.COLUMN, table, name);
    Tree type = definition.part("typeName");
    script.present(column);
    script.has(column, Trait.TYPE, NormalForm.type(type));
    if (NormalForm.isSerial(type)) {
      script.has(column, Trait.NOT_NULL, "true");
      script.has(column, Trait.NUMBERED, "true");
    }
    List<Tree> constraints = definition.children("constraints");
    for (int i = 0; i < constraints.size(); i++) {
      Constraints.ofColumn(table, column, constraints.subList(i, constraints.size()), script);
    }
  }
}
