package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import org.jspecify.annotations.Nullable;

/** Databases, tablespaces and libraries: what reaches beyond one database. */
final class Databases {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreatedbStmt" -> Databases::create;
      case "AlterDatabaseStmt" -> Databases::alter;
      case "AlterDatabaseRefreshCollStmt" -> Databases::refresh;
      case "AlterDatabaseSetStmt" -> Databases::set;
      case "DropdbStmt" -> Databases::drop;
      case "CreateTableSpaceStmt" -> Databases::createTablespace;
      case "AlterTableSpaceOptionsStmt" -> Databases::alterTablespace;
      case "DropTableSpaceStmt" -> Databases::dropTablespace;
      case "AlterTableMoveAllStmt" -> Databases::moveAll;
      case "LoadStmt" -> Databases::load;
      default -> null;
    };
  }

  private Databases() {}

  private static void done(Walk walk, EffectKind kind, Node node, Qualifier... qualifiers) {
    ObjectName name = ObjectName.of(node.text("dbname"));
    walk.effect(kind, ObjectKind.DATABASE, name, qualifiers);
    walk.effect(EffectKind.ADMIN, ObjectKind.DATABASE, name);
  }

  private static void create(Walk walk, Node node) {
    Options.of(walk, node, "options");
    done(walk, EffectKind.CREATE, node, Qualifier.NON_TRANSACTIONAL);
  }

  private static void alter(Walk walk, Node node) {
    if (Options.of(walk, node, "options").has("tablespace")) {
      done(walk, EffectKind.ALTER, node, Qualifier.NON_TRANSACTIONAL, Qualifier.REWRITE);
    } else {
      done(walk, EffectKind.ALTER, node);
    }
  }

  private static void refresh(Walk walk, Node node) {
    done(walk, EffectKind.ALTER, node);
  }

  private static void set(Walk walk, Node node) {
    done(walk, EffectKind.ALTER, node);
    Settings.stored(walk, node.part("setstmt"));
  }

  private static void drop(Walk walk, Node node) {
    node.skip("missing_ok");
    Options.of(walk, node, "options");
    done(walk, EffectKind.DROP, node, Qualifier.NON_TRANSACTIONAL, Qualifier.DATA_LOSS);
  }

  private static void createTablespace(Walk walk, Node node) {
    node.skip("location");
    Roles.role(node.part("owner"));
    Options.of(walk, node, "options");
    tablespace(walk, EffectKind.CREATE, node, Qualifier.NON_TRANSACTIONAL);
    walk.effect(EffectKind.SERVER_FILE);
  }

  private static void alterTablespace(Walk walk, Node node) {
    node.skip("isReset");
    Options.of(walk, node, "options");
    tablespace(walk, EffectKind.ALTER, node);
  }

  private static void dropTablespace(Walk walk, Node node) {
    node.skip("missing_ok");
    tablespace(walk, EffectKind.DROP, node, Qualifier.NON_TRANSACTIONAL);
  }

  private static void tablespace(Walk walk, EffectKind kind, Node node, Qualifier... qualifiers) {
    ObjectName name = ObjectName.of(node.text("tablespacename"));
    walk.effect(kind, ObjectKind.TABLESPACE, name, qualifiers);
    walk.effect(EffectKind.ADMIN, ObjectKind.TABLESPACE, name);
  }

  /** Every relation of a tablespace that the role owns is copied to another. */
  private static void moveAll(Walk walk, Node node) {
    node.skip("new_tablespacename", "nowait");
    node.children("roles", "RoleSpec").forEach(Roles::role);
    ObjectName from = ObjectName.of(node.text("orig_tablespacename"));
    ObjectKind kind = NamedObject.kind(walk, node.text("objtype"));
    walk.effect(EffectKind.ALTER, kind, ObjectName.NONE, Qualifier.REWRITE);
    walk.effect(EffectKind.ADMIN, ObjectKind.TABLESPACE, from);
  }

  /** Code of a library runs in the server. */
  private static void load(Walk walk, Node node) {
    node.skip("filename");
    walk.effect(EffectKind.SERVER_FILE);
    walk.effect(EffectKind.SERVER_PROGRAM);
  }
}
