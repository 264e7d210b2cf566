package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;

/** Types, and the other objects that stand alone. */
final class Types {
  private Types() {}

  static void createEnum(Tree statement, ScriptBuilder script) {
    ObjectName type = statement.name("typeName");
    script.present(SchemaObject.of(SchemaKind.TYPE, type));
    statement.texts("vals").forEach(value -> script.present(value(type, value)));
  }

  static void alterEnum(Tree statement, ScriptBuilder script) {
    ObjectName type = statement.name("typeName");
    String old = statement.text("oldVal");
    if (!old.isEmpty()) {
      script.absent(value(type, old));
    }
    script.present(value(type, statement.text("newVal")));
  }

  private static SchemaObject value(ObjectName type, String value) {
    return SchemaObject.part(SchemaKind.ENUM_VALUE, type, value);
  }

  static void createComposite(Tree statement, ScriptBuilder script) {
    script.present(SchemaObject.of(SchemaKind.TYPE, statement.relation("typevar")));
  }

  static void createDomain(Tree statement, ScriptBuilder script) {
    script.present(SchemaObject.of(SchemaKind.TYPE, statement.name("domainname")));
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
