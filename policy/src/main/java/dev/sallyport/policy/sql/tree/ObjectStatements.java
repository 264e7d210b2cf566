package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements on objects of any kind: DROP, RENAME, OWNER TO, SET SCHEMA, COMMENT and labels. */
final class ObjectStatements {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "DropStmt" -> ObjectStatements::drop;
      case "RenameStmt" -> ObjectStatements::rename;
      case "AlterOwnerStmt" -> ObjectStatements::owner;
      case "AlterObjectSchemaStmt" -> ObjectStatements::move;
      case "AlterObjectDependsStmt" -> ObjectStatements::depend;
      case "CommentStmt" -> ObjectStatements::comment;
      case "SecLabelStmt" -> ObjectStatements::label;
      default -> null;
    };
  }

  /** What holds rows, or a counter of its own. */
  private static final Set<ObjectKind> HOLD_DATA =
      EnumSet.of(ObjectKind.TABLE, ObjectKind.SEQUENCE, ObjectKind.EXTENSION);

  /** What tables and columns may depend on: CASCADE then takes those. */
  private static final Set<ObjectKind> CARRY_DATA =
      EnumSet.of(
          ObjectKind.SCHEMA,
          ObjectKind.TYPE,
          ObjectKind.DOMAIN,
          ObjectKind.COLLATION,
          ObjectKind.FUNCTION,
          ObjectKind.OPERATOR,
          ObjectKind.ACCESS_METHOD,
          ObjectKind.LANGUAGE,
          ObjectKind.TABLESPACE);

  private static final Set<ObjectKind> RELATIONS =
      EnumSet.of(
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.FOREIGN_TABLE,
          ObjectKind.SEQUENCE,
          ObjectKind.INDEX);

  private ObjectStatements() {}

  private static void drop(Walk walk, Node node) {
    node.skip("missing_ok");
    String type = node.text("removeType");
    boolean concurrent = node.flag("concurrent");
    boolean cascade = node.text("behavior").equals("DROP_CASCADE");
    for (Node each : node.children("objects")) {
      NamedObject object = NamedObject.of(walk, type, each);
      Set<Qualifier> qualifiers = Qualifiers.behavior(node);
      if (HOLD_DATA.contains(object.kind()) || cascade && CARRY_DATA.contains(object.kind())) {
        qualifiers.add(Qualifier.DATA_LOSS);
      }
      if (concurrent) {
        qualifiers.add(Qualifier.CONCURRENTLY);
        qualifiers.add(Qualifier.NON_TRANSACTIONAL);
      }
      walk.effect(EffectKind.DROP, object.kind(), object.name(), qualifiers);
      if (RELATIONS.contains(object.kind())) {
        walk.found().reference(new Reference.Relation(object.name()));
      }
      change(walk, object);
    }
  }

  /** What is done to a part of a table is done to the table as well. */
  static void change(Walk walk, NamedObject part) {
    ObjectName relation = part.relation();
    if (relation != null) {
      walk.found().reference(new Reference.Relation(relation));
      walk.effect(EffectKind.ALTER, ObjectKind.TABLE, relation);
    }
  }

  private static void rename(Walk walk, Node node) {
    node.skip("newname", "missing_ok", "relationType");
    String type = node.text("renameType");
    String part = node.text("subname");
    Set<Qualifier> qualifiers = Qualifiers.behavior(node);
    if (node.has("relation")) {
      ObjectName relation = walk.relation(node, "relation");
      ObjectKind kind = NamedObject.kind(walk, type);
      if (part.isEmpty()) {
        walk.effect(EffectKind.ALTER, kind, relation, qualifiers);
      } else {
        walk.effect(EffectKind.ALTER, kind, Names.member(relation, part), qualifiers);
        walk.effect(EffectKind.ALTER, ObjectKind.TABLE, relation, qualifiers);
      }
    } else {
      alter(walk, node, type, part, qualifiers);
    }
  }

  /** Roles, databases, schemas and others are named by text alone. */
  private static void alter(
      Walk walk, Node node, String type, String part, Set<Qualifier> qualifiers) {
    Node object = node.child("object");
    NamedObject named =
        object == null
            ? new NamedObject(NamedObject.kind(walk, type), ObjectName.of(part), null)
            : NamedObject.of(walk, type, object);
    walk.effect(EffectKind.ALTER, named.kind(), named.name(), qualifiers);
    change(walk, named);
    if (named.kind() == ObjectKind.ROLE || named.kind() == ObjectKind.DATABASE) {
      walk.effect(EffectKind.ADMIN, named.kind(), named.name());
    }
  }

  /** A new owner holds every right. */
  private static void owner(Walk walk, Node node) {
    Roles.role(node.part("newowner"));
    String type = node.text("objectType");
    Node object = node.child("object");
    NamedObject named =
        object == null
            ? new NamedObject(NamedObject.kind(walk, type), walk.relation(node, "relation"), null)
            : NamedObject.of(walk, type, object);
    walk.effect(EffectKind.ALTER, named.kind(), named.name());
    walk.effect(EffectKind.GRANT, named.kind(), named.name());
    if (named.kind() == ObjectKind.DATABASE) {
      walk.effect(EffectKind.ADMIN, named.kind(), named.name());
    }
  }

  private static void move(Walk walk, Node node) {
    node.skip("newschema", "missing_ok");
    subject(walk, node, EffectKind.ALTER);
  }

  private static void depend(Walk walk, Node node) {
    node.skip("remove");
    Node extension = node.part("extname");
    if (extension != null) {
      extension.skip("sval");
    }
    subject(walk, node, EffectKind.ALTER);
  }

  /** The object of {@code objectType}, {@code object} and {@code relation}. */
  private static void subject(Walk walk, Node node, EffectKind kind) {
    String type = node.text("objectType");
    Node object = node.child("object");
    if (node.has("relation")) {
      ObjectName relation = walk.relation(node, "relation");
      if (object == null) {
        walk.effect(kind, NamedObject.kind(walk, type), relation);
        return;
      }
      walk.effect(kind, ObjectKind.TABLE, relation);
    }
    if (object != null) {
      NamedObject named = NamedObject.of(walk, type, object);
      walk.effect(kind, named.kind(), named.name());
      change(walk, named);
    }
  }

  private static void comment(Walk walk, Node node) {
    node.skip("comment");
    Node object = node.child("object");
    if (object != null) {
      NamedObject named = NamedObject.of(walk, node.text("objtype"), object);
      walk.effect(EffectKind.ALTER, ObjectKind.COMMENT, named.name());
    }
  }

  /** Security labels decide access where a provider is loaded. */
  private static void label(Walk walk, Node node) {
    node.skip("provider", "label");
    Node object = node.child("object");
    if (object != null) {
      NamedObject named = NamedObject.of(walk, node.text("objtype"), object);
      walk.effect(EffectKind.GRANT, named.kind(), named.name());
    }
  }
}
