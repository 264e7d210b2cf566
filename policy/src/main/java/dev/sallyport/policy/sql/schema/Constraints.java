package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;

/** Constraints of tables and columns. */
final class Constraints {
  private Constraints() {}

  /** One that stands in the list of a table, or is added to it. */
  static void read(ObjectName table, Tree constraint, ScriptBuilder script) {
    read(
        table,
        constraint,
        constraint.texts("keys"),
        constraint.texts("fk_attrs"),
        deferral(constraint.flag("deferrable"), constraint.flag("initdeferred")),
        script);
  }

  /** One that stands behind a column. */
  static void ofColumn(
      ObjectName table, SchemaObject column, List<Tree> fromHere, ScriptBuilder script) {
    Tree constraint = fromHere.get(0);
    List<String> own = List.of(column.name());
    switch (constraint.text("contype")) {
      case "CONSTR_NOTNULL" -> script.has(column, Trait.NOT_NULL, "true");
      case "CONSTR_NULL" -> script.has(column, Trait.NOT_NULL, "false");
      case "CONSTR_IDENTITY" -> identity(column, constraint, script);
      case "CONSTR_DEFAULT" -> defaultOf(column, constraint.child("raw_expr"), script);
      case "CONSTR_GENERATED" ->
          script.has(column, Trait.GENERATED, NormalForm.of(constraint.child("raw_expr")));
      case "CONSTR_ATTR_DEFERRABLE",
          "CONSTR_ATTR_NOT_DEFERRABLE",
          "CONSTR_ATTR_DEFERRED",
          "CONSTR_ATTR_IMMEDIATE" -> {
        // Part of what stands before it.
      }
      default -> read(table, constraint, own, own, deferral(fromHere), script);
    }
  }

  static void identity(SchemaObject column, Tree constraint, ScriptBuilder script) {
    script.has(column, Trait.NOT_NULL, "true");
    script.has(column, Trait.NUMBERED, "false");
    script.has(column, Trait.GENERATED, "identity " + constraint.text("generated_when"));
  }

  static void defaultOf(SchemaObject column, Tree expression, ScriptBuilder script) {
    String form = NormalForm.of(expression);
    script.has(column, Trait.DEFAULT, form);
    script.has(column, Trait.NUMBERED, String.valueOf(form.startsWith("nextval[")));
  }

  /** Behind a column these words are constraints of their own. */
  private static String deferral(List<Tree> fromHere) {
    List<String> attributes =
        fromHere.stream()
            .skip(1)
            .map(next -> next.text("contype"))
            .takeWhile(type -> type.startsWith("CONSTR_ATTR"))
            .toList();
    boolean deferred = attributes.contains("CONSTR_ATTR_DEFERRED");
    return deferral(deferred || attributes.contains("CONSTR_ATTR_DEFERRABLE"), deferred);
  }

  private static String deferral(boolean deferrable, boolean deferred) {
    return (deferrable ? " deferrable" : "") + (deferred ? " deferred" : "");
  }

  private static void read(
      ObjectName table,
      Tree constraint,
      List<String> keys,
      List<String> references,
      String deferral,
      ScriptBuilder script) {
    SchemaObject object =
        SchemaObject.part(SchemaKind.CONSTRAINT, table, constraint.text("conname"));
    switch (constraint.text("contype")) {
      case "CONSTR_PRIMARY" -> {
        for (String key : keys) {
          script.has(SchemaObject.part(SchemaKind.COLUMN, table, key), Trait.NOT_NULL, "true");
        }
        key(object, "primary", keys, deferral, constraint, script);
      }
      case "CONSTR_UNIQUE" -> key(object, "unique", keys, deferral, constraint, script);
      case "CONSTR_FOREIGN" -> {
        script.defined(object, foreign(references, deferral, constraint));
        List<String> referenced = constraint.texts("pk_attrs");
        if (!referenced.isEmpty() && !object.name().isEmpty()) {
          script.has(object, Trait.REFERENCED, referenced.toString());
        }
        checked(object, constraint, script);
      }
      case "CONSTR_CHECK" -> {
        script.defined(object, "check " + NormalForm.of(constraint.child("raw_expr")));
        checked(object, constraint, script);
      }
      case "CONSTR_EXCLUSION" -> script.defined(object, exclusion(constraint) + deferral);
      case "CONSTR_NOTNULL" ->
          keys.forEach(
              key ->
                  script.has(
                      SchemaObject.part(SchemaKind.COLUMN, table, key), Trait.NOT_NULL, "true"));
      default -> script.passOver(constraint.text("contype"));
    }
  }

  /** One that is not checked yet may be by any later statement, so nothing is claimed. */
  private static void checked(SchemaObject object, Tree constraint, ScriptBuilder script) {
    if (!constraint.flag("skip_validation") && !object.name().isEmpty()) {
      script.has(object, Trait.VALID, "true");
    }
  }

  private static String exclusion(Tree constraint) {
    StringBuilder form = new StringBuilder("exclude " + constraint.text("access_method"));
    for (Tree pair : constraint.children("exclusions")) {
      List<Tree> items = pair.children("items");
      for (Tree item : items) {
        List<String> operator = item.texts("items");
        form.append(
            item.is("IndexElem")
                ? " " + Indexes.element(item)
                : " with " + operator.get(operator.size() - 1));
      }
    }
    return form + NormalForm.of(constraint.child("where_clause"));
  }

  /** An index that becomes a constraint keeps its columns to itself. */
  private static void key(
      SchemaObject object,
      String kind,
      List<String> keys,
      String deferral,
      Tree constraint,
      ScriptBuilder script) {
    if (constraint.has("indexname")) {
      script.present(object);
      return;
    }
    String including = String.join(",", constraint.texts("including"));
    script.defined(
        object,
        kind
            + " "
            + keys
            + (including.isEmpty() ? "" : "+" + including)
            + (constraint.flag("nulls_not_distinct") ? " nulls not distinct" : "")
            + deferral);
  }

  /**
   * Without the referenced columns, which a person may leave out and PostgreSQL never does, and
   * without whether it was validated yet.
   */
  private static String foreign(List<String> columns, String deferral, Tree constraint) {
    return "foreign "
        + columns
        + " to "
        + constraint.relation("pktable").name()
        + " update "
        + constraint.text("fk_upd_action")
        + " delete "
        + constraint.text("fk_del_action")
        + deferral;
  }
}
