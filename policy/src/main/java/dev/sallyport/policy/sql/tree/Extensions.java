package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Extensions, languages, access methods and operator classes: code that becomes part of the server.
 */
final class Extensions {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreateExtensionStmt" -> Extensions::create;
      case "AlterExtensionStmt" -> Extensions::update;
      case "AlterExtensionContentsStmt" -> Extensions::contents;
      case "CreatePLangStmt" -> Extensions::language;
      case "CreateTransformStmt" -> Extensions::transform;
      case "CreateAmStmt" -> Extensions::accessMethod;
      case "CreateOpClassStmt" -> Extensions::operatorClass;
      case "CreateOpFamilyStmt" -> Extensions::operatorFamily;
      case "AlterOpFamilyStmt" -> Extensions::alterOperatorFamily;
      default -> null;
    };
  }

  /**
   * Extensions of PostgreSQL's own distribution, and the commonest others, whose scripts were
   * reviewed: they define types, functions and operators, and reach neither files nor networks.
   */
  private static final Set<String> REVIEWED =
      Set.of(
          "btree_gin",
          "btree_gist",
          "citext",
          "cube",
          "dict_int",
          "dict_xsyn",
          "earthdistance",
          "fuzzystrmatch",
          "hstore",
          "intarray",
          "isn",
          "ltree",
          "pg_trgm",
          "pgcrypto",
          "plpgsql",
          "postgis",
          "seg",
          "tablefunc",
          "tcn",
          "tsm_system_rows",
          "tsm_system_time",
          "unaccent",
          "uuid-ossp",
          "vector");

  private Extensions() {}

  /** The script of an extension runs in the database; of one not reviewed, it can do anything. */
  private static void create(Walk walk, Node node) {
    node.skip("if_not_exists");
    Options options = Options.of(walk, node, "options");
    ObjectName name = ObjectName.of(node.text("extname"));
    walk.effect(EffectKind.CREATE, ObjectKind.EXTENSION, name);
    if (!REVIEWED.contains(name.name()) || options.isOn("cascade")) {
      walk.effect(EffectKind.CALL, ObjectKind.EXTENSION, name);
    }
  }

  private static void update(Walk walk, Node node) {
    Options.of(walk, node, "options");
    ObjectName name = ObjectName.of(node.text("extname"));
    walk.effect(EffectKind.ALTER, ObjectKind.EXTENSION, name);
    walk.effect(EffectKind.CALL, ObjectKind.EXTENSION, name);
  }

  private static void contents(Walk walk, Node node) {
    node.skip("action");
    ObjectName name = ObjectName.of(node.text("extname"));
    walk.effect(EffectKind.ALTER, ObjectKind.EXTENSION, name);
    Node object = node.child("object");
    if (object != null) {
      NamedObject member = NamedObject.of(walk, node.text("objtype"), object);
      walk.effect(EffectKind.ALTER, member.kind(), member.name());
    }
  }

  private static void language(Walk walk, Node node) {
    node.skip("pltrusted");
    Names.parts(node.children("plhandler"));
    Names.parts(node.children("plinline"));
    Names.parts(node.children("plvalidator"));
    ObjectName name = ObjectName.of(node.text("plname"));
    Tables.created(walk, node, ObjectKind.LANGUAGE, name);
    walk.effect(EffectKind.CALL, ObjectKind.LANGUAGE, name);
    walk.effect(EffectKind.SERVER_PROGRAM, ObjectKind.LANGUAGE, name);
  }

  private static void transform(Walk walk, Node node) {
    Node type = node.part("type_name");
    String name = type == null ? "" : Types.name(walk, type).toString();
    ObjectName transform = ObjectName.of(name + "." + node.text("lang"));
    Tables.created(walk, node, ObjectKind.OTHER, transform);
    for (String field : new String[] {"fromsql", "tosql"}) {
      Node function = node.part(field);
      if (function != null) {
        Routines.signature(walk, function);
      }
    }
  }

  private static void accessMethod(Walk walk, Node node) {
    node.skip("amtype");
    Names.parts(node.children("handler_name"));
    ObjectName name = ObjectName.of(node.text("amname"));
    walk.effect(EffectKind.CREATE, ObjectKind.ACCESS_METHOD, name);
    walk.effect(EffectKind.CALL, ObjectKind.ACCESS_METHOD, name);
  }

  private static void operatorClass(Walk walk, Node node) {
    node.skip("amname", "isDefault");
    Names.parts(node.children("opfamilyname"));
    Node type = node.part("datatype");
    if (type != null) {
      Types.name(walk, type);
    }
    walk.effect(EffectKind.CREATE, ObjectKind.OPERATOR, Names.qualified(node, "opclassname"));
    items(walk, node);
  }

  private static void operatorFamily(Walk walk, Node node) {
    node.skip("amname");
    walk.effect(EffectKind.CREATE, ObjectKind.OPERATOR, Names.qualified(node, "opfamilyname"));
  }

  private static void alterOperatorFamily(Walk walk, Node node) {
    node.skip("amname", "isDrop");
    ObjectName name = Names.qualified(node, "opfamilyname");
    walk.effect(EffectKind.ALTER, ObjectKind.OPERATOR, name, Qualifiers.behavior(node));
    items(walk, node);
  }

  private static void items(Walk walk, Node node) {
    for (Node item : node.children("items", "CreateOpClassItem")) {
      item.skip("itemtype", "number");
      Node name = item.part("name");
      if (name != null) {
        Routines.signature(walk, name);
      }
      Names.parts(item.children("order_family"));
      item.children("class_args", "TypeName").forEach(type -> Types.name(walk, type));
      Node stored = item.part("storedtype");
      if (stored != null) {
        Types.name(walk, stored);
      }
    }
  }
}
