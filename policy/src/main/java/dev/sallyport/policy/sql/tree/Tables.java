package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import org.jspecify.annotations.Nullable;

/** What creates tables and views. Changes to tables are in {@link TableChanges}. */
final class Tables {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreateStmt" -> (walk, node) -> create(walk, node, ObjectKind.TABLE);
      case "CreateForeignTableStmt" -> Tables::foreign;
      case "CreateTableAsStmt" -> Tables::createAs;
      case "ViewStmt" -> Tables::view;
      case "CreateSchemaStmt" -> Tables::schema;
      case "CreateSeqStmt" -> Tables::sequence;
      case "AlterSeqStmt" -> Tables::alterSequence;
      default -> null;
    };
  }

  private Tables() {}

  private static void create(Walk walk, Node node, ObjectKind kind) {
    node.skip("oncommit", "tablespacename", "accessMethod", "if_not_exists");
    walk.effect(EffectKind.CREATE, kind, walk.relation(node, "relation"));
    walk.apart(
        () -> {
          Constraints.elements(walk, node.children("tableElts"));
          Constraints.elements(walk, node.children("constraints"));
          Constraints.partitionKey(walk, node.part("partspec"));
          Constraints.partitionBound(walk, node.part("partbound"));
        });
    Types.use(walk, node.part("ofTypename"));
    Options.of(walk, node, "options");
    for (Node parent : node.children("inhRelations", "RangeVar")) {
      walk.effect(EffectKind.ALTER, ObjectKind.TABLE, walk.relation(parent), Qualifier.IMPLICIT);
    }
  }

  private static void foreign(Walk walk, Node node) {
    ObjectName server = ObjectName.of(node.text("servername"));
    Node base = node.part("base");
    if (base != null) {
      create(walk, base, ObjectKind.FOREIGN_TABLE);
    }
    Options.of(walk, node, "options");
    walk.effect(EffectKind.NETWORK, ObjectKind.SERVER, server);
  }

  private static void createAs(Walk walk, Node node) {
    node.skip("if_not_exists", "is_select_into");
    ObjectKind kind = NamedObject.kind(walk, node.text("objtype"));
    Node into = node.part("into");
    if (into != null) {
      into(walk, into, kind);
    }
    walk.statement(node.child("query"));
  }

  /** The new table of CREATE TABLE AS, SELECT INTO or CREATE MATERIALIZED VIEW. */
  static void into(Walk walk, Node into, ObjectKind kind) {
    into.skip("accessMethod", "onCommit", "tableSpaceName", "skipData");
    walk.effect(EffectKind.CREATE, kind, walk.relation(into, "rel"));
    Names.parts(into.children("colNames"));
    Options.of(walk, into, "options");
  }

  private static void view(Walk walk, Node node) {
    node.skip("withCheckOption");
    ObjectName name = walk.relation(node, "view");
    created(walk, node, ObjectKind.VIEW, name);
    Names.parts(node.children("aliases"));
    Options.of(walk, node, "options");
    walk.statement(node.child("query"));
  }

  /** A new object; with OR REPLACE perhaps a changed one. */
  static void created(Walk walk, Node node, ObjectKind kind, ObjectName name) {
    walk.effect(EffectKind.CREATE, kind, name);
    if (node.flag("replace")) {
      walk.effect(EffectKind.ALTER, kind, name);
    }
  }

  private static void schema(Walk walk, Node node) {
    node.skip("if_not_exists");
    Node owner = node.part("authrole");
    String name = node.text("schemaname");
    String schema = name.isEmpty() ? Roles.name(owner) : name;
    Roles.role(owner);
    walk.effect(EffectKind.CREATE, ObjectKind.SCHEMA, ObjectName.of(schema));
    walk.inSchema(schema, () -> node.children("schemaElts").forEach(walk::statement));
  }

  private static void sequence(Walk walk, Node node) {
    node.skip("if_not_exists", "for_identity");
    walk.effect(EffectKind.CREATE, ObjectKind.SEQUENCE, walk.relation(node, "sequence"));
    Options.of(walk, node, "options");
  }

  /** RESTART can make a key collide, as {@code setval} does. */
  private static void alterSequence(Walk walk, Node node) {
    node.skip("missing_ok", "for_identity");
    walk.effect(EffectKind.ALTER, ObjectKind.SEQUENCE, walk.relation(node, "sequence"));
    Options.of(walk, node, "options");
  }
}
