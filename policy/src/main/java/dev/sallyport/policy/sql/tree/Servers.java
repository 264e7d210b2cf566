package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Foreign data and replication: what reaches another host, or lets another host reach in. */
final class Servers {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreateFdwStmt" -> (walk, node) -> wrapper(walk, node, EffectKind.CREATE);
      case "AlterFdwStmt" -> (walk, node) -> wrapper(walk, node, EffectKind.ALTER);
      case "CreateForeignServerStmt" -> (walk, node) -> server(walk, node, EffectKind.CREATE);
      case "AlterForeignServerStmt" -> (walk, node) -> server(walk, node, EffectKind.ALTER);
      case "CreateUserMappingStmt" -> (walk, node) -> mapping(walk, node, EffectKind.CREATE);
      case "AlterUserMappingStmt" -> (walk, node) -> mapping(walk, node, EffectKind.ALTER);
      case "DropUserMappingStmt" -> (walk, node) -> mapping(walk, node, EffectKind.DROP);
      case "ImportForeignSchemaStmt" -> Servers::importSchema;
      case "CreateSubscriptionStmt" -> (walk, n) -> subscription(walk, n, EffectKind.CREATE);
      case "AlterSubscriptionStmt" -> (walk, n) -> subscription(walk, n, EffectKind.ALTER);
      case "DropSubscriptionStmt" -> (walk, n) -> subscription(walk, n, EffectKind.DROP);
      case "CreatePublicationStmt" -> (walk, n) -> publication(walk, n, EffectKind.CREATE);
      case "AlterPublicationStmt" -> (walk, n) -> publication(walk, n, EffectKind.ALTER);
      default -> null;
    };
  }

  private Servers() {}

  private static void reach(
      Walk walk, EffectKind kind, ObjectKind objectKind, String name, Set<Qualifier> qualifiers) {
    walk.effect(kind, objectKind, ObjectName.of(name), qualifiers);
    walk.effect(EffectKind.NETWORK, objectKind, ObjectName.of(name));
  }

  /** The handler is code of a library. */
  private static void wrapper(Walk walk, Node node, EffectKind kind) {
    Options.of(walk, node, "func_options");
    Options.of(walk, node, "options");
    reach(walk, kind, ObjectKind.FOREIGN_DATA_WRAPPER, node.text("fdwname"), Set.of());
  }

  private static void server(Walk walk, Node node, EffectKind kind) {
    node.skip("servertype", "version", "fdwname", "if_not_exists", "has_version");
    Options.of(walk, node, "options");
    reach(walk, kind, ObjectKind.SERVER, node.text("servername"), Set.of());
  }

  private static void mapping(Walk walk, Node node, EffectKind kind) {
    node.skip("if_not_exists", "missing_ok");
    Roles.role(node.part("user"));
    Options.of(walk, node, "options");
    reach(walk, kind, ObjectKind.USER_MAPPING, node.text("servername"), Set.of());
  }

  private static void importSchema(Walk walk, Node node) {
    node.skip("remote_schema", "list_type");
    Options.of(walk, node, "options");
    node.children("table_list", "RangeVar").forEach(Names::relation);
    ObjectName schema = ObjectName.of(node.text("local_schema"));
    walk.effect(EffectKind.CREATE, ObjectKind.FOREIGN_TABLE, schema);
    ObjectName server = ObjectName.of(node.text("server_name"));
    walk.effect(EffectKind.NETWORK, ObjectKind.SERVER, server);
  }

  /** Slots on the other side can't be made or dropped in a transaction. */
  private static void subscription(Walk walk, Node node, EffectKind kind) {
    node.skip("conninfo", "missing_ok");
    Names.parts(node.children("publication"));
    Options options = Options.of(walk, node, "options");
    Set<Qualifier> qualifiers = Qualifiers.behavior(node);
    if (refusesTransaction(kind, node.text("kind"), options)) {
      qualifiers.add(Qualifier.NON_TRANSACTIONAL);
    }
    reach(walk, kind, ObjectKind.SUBSCRIPTION, node.text("subname"), qualifiers);
  }

  /**
   * @param form which ALTER it is
   */
  private static boolean refusesTransaction(EffectKind kind, String form, Options options) {
    if (kind == EffectKind.CREATE) {
      return isOnByDefault(options, "connect") && isOnByDefault(options, "create_slot");
    }
    return switch (form) {
      case "ALTER_SUBSCRIPTION_CONNECTION",
          "ALTER_SUBSCRIPTION_ENABLED",
          "ALTER_SUBSCRIPTION_SKIP" ->
          false;
      case "ALTER_SUBSCRIPTION_OPTIONS" -> options.has("failover") || options.has("two_phase");
      case "ALTER_SUBSCRIPTION_SET_PUBLICATION",
          "ALTER_SUBSCRIPTION_ADD_PUBLICATION",
          "ALTER_SUBSCRIPTION_DROP_PUBLICATION" ->
          isOnByDefault(options, "refresh");
      default -> true;
    };
  }

  private static boolean isOnByDefault(Options options, String name) {
    return !options.has(name) || options.isOn(name);
  }

  /** What is published leaves the database to whoever may subscribe. */
  private static void publication(Walk walk, Node node, EffectKind kind) {
    node.skip("for_all_tables", "action");
    Options.of(walk, node, "options");
    ObjectName name = ObjectName.of(node.text("pubname"));
    walk.effect(kind, ObjectKind.PUBLICATION, name);
    published(walk, node.children("pubobjects", "PublicationObjSpec"));
  }

  private static void published(Walk walk, List<Node> objects) {
    for (Node object : objects) {
      object.skip("name", "pubobjtype");
      Node table = object.part("pubtable");
      if (table != null) {
        walk.relation(table, "relation");
        Names.parts(table.children("columns"));
        walk.apart(() -> walk.expression(table.child("whereClause")));
      }
    }
  }
}
