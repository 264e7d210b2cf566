package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;

/** Constraints of tables and columns. */
final class Constraints {
  private Constraints() {}

  /** One that stands in the list of a table, or is added to it. */
  static void read(ObjectName table, Tree constraint, ScriptBuilder script) {
    read(table, constraint, constraint.texts("keys"), constraint.texts("fk_attrs"), script);
  }

  /** One that stands behind a column. */
  static void ofColumn(
      ObjectName table, SchemaObject column, Tree constraint, ScriptBuilder script) {
    List<String> own = List.of(column.name());
    switch (constraint.text("contype")) {
      case "CONSTR_NOTNULL" -> script.has(column, Trait.NOT_NULL, "true");
      case "CONSTR_NULL" -> script.has(column, Trait.NOT_NULL, "false");
      case "CONSTR_IDENTITY" -> script.has(column, Trait.NOT_NULL, "true");
      case "CONSTR_DEFAULT" ->
          script.has(column, Trait.DEFAULT, NormalForm.of(constraint.child("raw_expr")));
      case "CONSTR_GENERATED",
          "CONSTR_ATTR_DEFERRABLE",
          "CONSTR_ATTR_NOT_DEFERRABLE",
          "CONSTR_ATTR_DEFERRED",
          "CONSTR_ATTR_IMMEDIATE" -> {
        // Part of what stands before it.
      }
      default -> read(table, constraint, own, own, script);
    }
  }

  private static void read(
      ObjectName table,
      Tree constraint,
      List<String> keys,
      List<String> references,
      ScriptBuilder script) {
    SchemaObject object =
        SchemaObject.part(SchemaKind.CONSTRAINT, table, constraint.text("conname"));
    switch (constraint.text("contype")) {
      case "CONSTR_PRIMARY" -> {
        for (String key : keys) {
          script.has(SchemaObject.part(SchemaKind.COLUMN, table, key), Trait.NOT_NULL, "true");
        }
        key(object, "primary", keys, constraint, script);
      }
      case "CONSTR_UNIQUE" -> key(object, "unique", keys, constraint, script);
      case "CONSTR_FOREIGN" -> script.defined(object, foreign(references, constraint));
      case "CONSTR_CHECK" ->
          script.defined(object, "check " + NormalForm.of(constraint.child("raw_expr")));
      case "CONSTR_EXCLUSION" -> script.present(object);
      case "CONSTR_NOTNULL" ->
          keys.forEach(
              key ->
                  script.has(
                      SchemaObject.part(SchemaKind.COLUMN, table, key), Trait.NOT_NULL, "true"));
      default -> script.passOver(constraint.text("contype"));
    }
  }

  /** An index that becomes a constraint keeps its columns to itself. */
  private static void key(
      SchemaObject object, String kind, List<String> keys, Tree constraint, ScriptBuilder script) {
    if (constraint.has("indexname")) {
      script.present(object);
      return;
    }
    String including = String.join(",", constraint.texts("including"));
    script.defined(object, kind + " " + keys + (including.isEmpty() ? "" : "+" + including));
  }

  /**
   * Without the referenced columns, which a person may leave out and PostgreSQL never does, and
   * without whether it was validated yet.
   */
  private static String foreign(List<String> columns, Tree constraint) {
    return "foreign "
        + columns
        + " to "
        + constraint.relation("pktable").name()
        + " update "
        + constraint.text("fk_upd_action")
        + " delete "
        + constraint.text("fk_del_action")
        + (constraint.flag("deferrable") ? " deferrable" : "")
        + (constraint.flag("initdeferred") ? " deferred" : "");
  }
}
