package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** DROP, RENAME, SET SCHEMA and COMMENT: statements about any kind of object by its name. */
final class Names {
  private static final Map<String, SchemaKind> ALONE =
      Map.ofEntries(
          Map.entry("OBJECT_TABLE", SchemaKind.TABLE),
          Map.entry("OBJECT_VIEW", SchemaKind.VIEW),
          Map.entry("OBJECT_MATVIEW", SchemaKind.MATERIALIZED_VIEW),
          Map.entry("OBJECT_INDEX", SchemaKind.INDEX),
          Map.entry("OBJECT_SEQUENCE", SchemaKind.SEQUENCE),
          Map.entry("OBJECT_TYPE", SchemaKind.TYPE),
          Map.entry("OBJECT_DOMAIN", SchemaKind.TYPE),
          Map.entry("OBJECT_SCHEMA", SchemaKind.SCHEMA),
          Map.entry("OBJECT_EXTENSION", SchemaKind.EXTENSION),
          Map.entry("OBJECT_FUNCTION", SchemaKind.FUNCTION),
          Map.entry("OBJECT_PROCEDURE", SchemaKind.FUNCTION));

  private static final Map<String, SchemaKind> PARTS =
      Map.of(
          "OBJECT_COLUMN", SchemaKind.COLUMN,
          "OBJECT_TABCONSTRAINT", SchemaKind.CONSTRAINT,
          "OBJECT_TRIGGER", SchemaKind.TRIGGER,
          "OBJECT_POLICY", SchemaKind.POLICY,
          "OBJECT_RULE", SchemaKind.RULE);

  private Names() {}

  static void drop(Tree statement, ScriptBuilder script) {
    String kind = statement.text("removeType");
    for (Tree object : statement.children("objects")) {
      Optional<SchemaObject> found = object(kind, object);
      found.ifPresentOrElse(
          script::absent, () -> script.passOver("DROP " + kind.replace("OBJECT_", "")));
    }
  }

  static void comment(Tree statement, ScriptBuilder script) {
    String kind = statement.text("objtype");
    Optional<SchemaObject> found = object(kind, statement.child("object"));
    found.ifPresentOrElse(
        object -> script.has(object, Trait.COMMENT, statement.text("comment")),
        () -> script.passOver("COMMENT ON " + kind.replace("OBJECT_", "")));
  }

  static void rename(Tree statement, ScriptBuilder script) {
    String kind = statement.text("renameType");
    String newName = statement.text("newname");
    if (PARTS.containsKey(kind)) {
      ObjectName table = statement.relation("relation");
      script.renamed(
          SchemaObject.part(PARTS.get(kind), table, statement.text("subname")),
          SchemaObject.part(PARTS.get(kind), table, newName));
    } else if (ALONE.containsKey(kind) && statement.has("relation")) {
      SchemaObject old = SchemaObject.of(ALONE.get(kind), statement.relation("relation"));
      script.renamed(old, new SchemaObject(old.kind(), old.schema(), null, newName));
    } else if (kind.equals("OBJECT_TYPE")) {
      SchemaObject old =
          SchemaObject.of(SchemaKind.TYPE, Tree.name(statement.child("object").texts("items")));
      script.renamed(old, new SchemaObject(old.kind(), old.schema(), null, newName));
    } else if (ALONE.get(kind) == SchemaKind.FUNCTION) {
      SchemaObject old = function(SchemaKind.FUNCTION, statement.child("object"));
      int arguments = old.name().indexOf('(');
      String rest = arguments < 0 ? "" : old.name().substring(arguments);
      script.renamed(old, new SchemaObject(old.kind(), old.schema(), null, newName + rest));
    } else {
      script.passOver("RENAME " + kind.replace("OBJECT_", ""));
    }
  }

  static void move(Tree statement, ScriptBuilder script) {
    SchemaKind kind = ALONE.get(statement.text("objectType"));
    if (kind == null || !statement.has("relation")) {
      script.passOver("SET SCHEMA");
      return;
    }
    SchemaObject old = SchemaObject.of(kind, statement.relation("relation"));
    script.renamed(old, new SchemaObject(kind, statement.text("newschema"), null, old.name()));
  }

  private static Optional<SchemaObject> object(String kind, Tree object) {
    SchemaKind part = PARTS.get(kind);
    if (part != null) {
      List<String> names = object.texts("items");
      int last = names.size() - 1;
      return last < 1
          ? Optional.empty()
          : Optional.of(
              SchemaObject.part(part, Tree.name(names.subList(0, last)), names.get(last)));
    }
    return Optional.ofNullable(ALONE.get(kind)).map(alone -> alone(alone, object));
  }

  private static SchemaObject alone(SchemaKind kind, Tree object) {
    return switch (object.type()) {
      case "String" -> new SchemaObject(kind, null, null, object.text("sval"));
      case "TypeName" -> SchemaObject.of(kind, Tree.name(object.texts("names")));
      case "ObjectWithArgs" -> function(kind, object);
      default -> SchemaObject.of(kind, Tree.name(object.texts("items")));
    };
  }

  static SchemaObject function(SchemaKind kind, Tree object) {
    ObjectName name = Tree.name(object.texts("objname"));
    String arguments =
        object.flag("args_unspecified")
            ? ""
            : object.children("objargs").stream()
                .map(NormalForm::argumentType)
                .collect(Collectors.joining(",", "(", ")"));
    return new SchemaObject(kind, name.schema(), null, name.name() + arguments);
  }
}
