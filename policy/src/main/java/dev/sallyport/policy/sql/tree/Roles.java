package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Roles and rights. A role is everybody's business: besides what is done to it, it is {@code
 * admin}.
 */
final class Roles {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreateRoleStmt" -> Roles::create;
      case "AlterRoleStmt" -> Roles::alter;
      case "AlterRoleSetStmt" -> Roles::alterSetting;
      case "DropRoleStmt" -> Roles::drop;
      case "GrantRoleStmt" -> Roles::grantRole;
      case "GrantStmt" -> Roles::grant;
      case "AlterDefaultPrivilegesStmt" -> Roles::defaults;
      case "DropOwnedStmt" -> Roles::dropOwned;
      case "ReassignOwnedStmt" -> Roles::reassign;
      default -> null;
    };
  }

  private Roles() {}

  /** Looks at a RoleSpec. */
  static void role(@Nullable Node role) {
    if (role != null) {
      role.skip("roletype", "rolename");
    }
  }

  /** The name a RoleSpec says, such as {@code current_user} for a role that is not named. */
  static String name(@Nullable Node role) {
    if (role == null) {
      return "";
    }
    role(role);
    String name = role.text("rolename");
    return name.isEmpty()
        ? role.text("roletype").replace("ROLESPEC_", "").toLowerCase(java.util.Locale.ROOT)
        : name;
  }

  private static void done(Walk walk, EffectKind kind, String role) {
    walk.effect(kind, ObjectKind.ROLE, ObjectName.of(role));
    walk.effect(EffectKind.ADMIN, ObjectKind.ROLE, ObjectName.of(role));
  }

  private static void create(Walk walk, Node node) {
    node.skip("stmt_type");
    done(walk, EffectKind.CREATE, node.text("role"));
    Options.of(walk, node, "options");
  }

  private static void alter(Walk walk, Node node) {
    node.skip("action");
    done(walk, EffectKind.ALTER, name(node.part("role")));
    Options.of(walk, node, "options");
  }

  private static void alterSetting(Walk walk, Node node) {
    node.skip("database");
    done(walk, EffectKind.ALTER, name(node.part("role")));
    Settings.stored(walk, node.part("setstmt"));
  }

  private static void drop(Walk walk, Node node) {
    node.skip("missing_ok");
    node.children("roles", "RoleSpec").forEach(role -> done(walk, EffectKind.DROP, name(role)));
  }

  private static void grantRole(Walk walk, Node node) {
    node.skip("is_grant");
    role(node.part("grantor"));
    Options.of(walk, node, "opt");
    Set<Qualifier> qualifiers = Qualifiers.behavior(node);
    node.children("grantee_roles", "RoleSpec").forEach(Roles::role);
    for (Node granted : node.children("granted_roles", "AccessPriv")) {
      ObjectName name = ObjectName.of(granted.text("priv_name"));
      Names.parts(granted.children("cols"));
      walk.effect(EffectKind.GRANT, ObjectKind.ROLE, name, qualifiers);
      walk.effect(EffectKind.ADMIN, ObjectKind.ROLE, name);
    }
  }

  private static void grant(Walk walk, Node node) {
    node.skip("is_grant", "grant_option");
    role(node.part("grantor"));
    node.children("grantees", "RoleSpec").forEach(Roles::role);
    for (Node privilege : node.children("privileges", "AccessPriv")) {
      privilege.skip("priv_name");
      Names.parts(privilege.children("cols"));
    }
    Set<Qualifier> qualifiers = Qualifiers.behavior(node);
    String type = node.text("objtype");
    switch (node.text("targtype")) {
      case "ACL_TARGET_OBJECT" -> objects(walk, type, node.children("objects"), qualifiers);
      case "ACL_TARGET_ALL_IN_SCHEMA" ->
          objects(walk, "OBJECT_SCHEMA", node.children("objects"), qualifiers);
      case "ACL_TARGET_DEFAULTS" -> {}
      default -> walk.found().unknown("GrantStmt " + node.text("targtype"));
    }
  }

  private static void objects(
      Walk walk, String type, List<Node> objects, Set<Qualifier> qualifiers) {
    for (Node object : objects) {
      NamedObject named = NamedObject.of(walk, type, object);
      walk.effect(EffectKind.GRANT, named.kind(), named.name(), qualifiers);
      if (named.kind() == ObjectKind.SETTING || named.kind() == ObjectKind.DATABASE) {
        walk.effect(EffectKind.ADMIN, named.kind(), named.name());
      }
    }
  }

  /** Rights on whatever is created later. */
  private static void defaults(Walk walk, Node node) {
    Options.of(walk, node, "options");
    Node action = node.part("action");
    if (action != null) {
      ObjectKind kind = NamedObject.kind(walk, action.text("objtype"));
      walk.effect(EffectKind.GRANT, kind, ObjectName.NONE);
      grant(walk, action);
    }
  }

  private static void dropOwned(Walk walk, Node node) {
    Set<Qualifier> qualifiers = Qualifiers.behavior(node, Qualifier.DATA_LOSS);
    for (Node role : node.children("roles", "RoleSpec")) {
      ObjectName name = ObjectName.of(name(role));
      walk.effect(EffectKind.DROP, ObjectKind.OTHER, name, qualifiers);
      walk.effect(EffectKind.GRANT, ObjectKind.ROLE, name);
      walk.effect(EffectKind.ADMIN, ObjectKind.ROLE, name);
    }
  }

  private static void reassign(Walk walk, Node node) {
    role(node.part("newrole"));
    for (Node role : node.children("roles", "RoleSpec")) {
      ObjectName name = ObjectName.of(name(role));
      walk.effect(EffectKind.ALTER, ObjectKind.OTHER, name);
      walk.effect(EffectKind.GRANT, ObjectKind.ROLE, name);
      walk.effect(EffectKind.ADMIN, ObjectKind.ROLE, name);
    }
  }
}
