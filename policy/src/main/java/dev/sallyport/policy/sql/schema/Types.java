package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.stream.Collectors;

/** Types, and the other objects that stand alone. */
final class Types {
  private Types() {}

  static void createEnum(Tree statement, ScriptBuilder script) {
    ObjectName type = statement.name("typeName");
    script.present(SchemaObject.of(SchemaKind.TYPE, type));
    String before = "";
    for (String value : statement.texts("vals")) {
      script.present(value(type, value));
      if (!before.isEmpty()) {
        script.has(value(type, value), Trait.AFTER, before);
      }
      before = value;
    }
  }

  static void alterEnum(Tree statement, ScriptBuilder script) {
    ObjectName type = statement.name("typeName");
    String old = statement.text("oldVal");
    if (!old.isEmpty()) {
      script.absent(value(type, old));
    }
    String added = statement.text("newVal");
    script.present(value(type, added));
    String neighbour = statement.text("newValNeighbor");
    if (!neighbour.isEmpty()) {
      boolean after = statement.flag("newValIsAfter");
      script.has(value(type, after ? added : neighbour), Trait.AFTER, after ? neighbour : added);
    }
  }

  private static SchemaObject value(ObjectName type, String value) {
    return SchemaObject.part(SchemaKind.ENUM_VALUE, type, value);
  }

  static void createComposite(Tree statement, ScriptBuilder script) {
    ObjectName type = statement.relation("typevar");
    script.present(SchemaObject.of(SchemaKind.TYPE, type));
    statement.children("coldeflist").forEach(column -> Tables.column(type, column, script));
  }

  static void createDomain(Tree statement, ScriptBuilder script) {
    SchemaObject domain = SchemaObject.of(SchemaKind.TYPE, statement.name("domainname"));
    script.present(domain);
    String rules =
        statement.children("constraints").stream()
            .filter(constraint -> !constraint.text("contype").equals("CONSTR_NULL"))
            .map(
                constraint ->
                    constraint.text("contype") + NormalForm.of(constraint.child("raw_expr")))
            .sorted()
            .collect(Collectors.joining(" "));
    script.has(domain, Trait.QUERY, NormalForm.type(statement.part("typeName")) + " " + rules);
  }

  static void alterDomain(Tree statement, ScriptBuilder script) {
    script.altered(SchemaObject.of(SchemaKind.TYPE, statement.name("typeName")), "ALTER DOMAIN");
  }

  static void createExtension(Tree statement, ScriptBuilder script) {
    script.present(new SchemaObject(SchemaKind.EXTENSION, null, null, statement.text("extname")));
  }

  static void createSchema(Tree statement, ScriptBuilder script) {
    script.present(new SchemaObject(SchemaKind.SCHEMA, null, null, statement.text("schemaname")));
    statement.children("schemaElts").forEach(element -> Statements.read(element, script));
  }

  static void createSequence(Tree statement, ScriptBuilder script) {
    if (!Statements.isTemporary(statement, "sequence")) {
      script.present(SchemaObject.of(SchemaKind.SEQUENCE, statement.relation("sequence")));
    }
  }
}
