package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** GRANT and REVOKE on tables, sequences and schemas by name. */
final class Privileges {
  /** What ALL stands for, in every version. */
  private static final Map<String, List<String>> ALL =
      Map.of(
          "OBJECT_TABLE",
          List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"),
          "OBJECT_SEQUENCE",
          List.of("USAGE", "SELECT", "UPDATE"),
          "OBJECT_SCHEMA",
          List.of("USAGE", "CREATE"));

  private Privileges() {}

  static void read(Tree statement, ScriptBuilder script) {
    boolean grant = statement.flag("is_grant");
    String word = grant ? "GRANT" : "REVOKE";
    List<String> all = ALL.get(statement.text("objtype"));
    List<String> roles = roles(statement);
    boolean known =
        all != null
            && statement.text("targtype").equals("ACL_TARGET_OBJECT")
            && statement.children("privileges").stream().noneMatch(p -> p.has("cols"))
            && !roles.isEmpty();
    if (!known || all == null) {
      script.passOver(word);
      return;
    }
    List<String> privileges =
        statement.children("privileges").stream()
            .map(privilege -> privilege.text("priv_name").toUpperCase(Locale.ROOT))
            .toList();
    for (Tree object : statement.children("objects")) {
      for (String privilege : privileges.isEmpty() ? all : privileges) {
        for (String role : roles) {
          SchemaObject found = privilege(object, privilege + " to " + role);
          if (grant) {
            script.present(found);
          } else {
            script.absent(found);
          }
        }
      }
    }
  }

  private static SchemaObject privilege(Tree object, String name) {
    if (object.is("String")) {
      return new SchemaObject(SchemaKind.PRIVILEGE, object.text("sval"), null, name);
    }
    String schema = object.text("schemaname");
    return SchemaObject.part(
        SchemaKind.PRIVILEGE,
        new ObjectName(schema.isEmpty() ? null : schema, object.text("relname")),
        name);
  }

  /** By their names; none where one of them depends on who runs it. */
  private static List<String> roles(Tree statement) {
    List<String> roles = new ArrayList<>();
    for (Tree role : statement.children("grantees")) {
      switch (role.text("roletype")) {
        case "ROLESPEC_CSTRING" -> roles.add(role.text("rolename"));
        case "ROLESPEC_PUBLIC" -> roles.add("PUBLIC");
        default -> {
          return List.of();
        }
      }
    }
    return roles;
  }
}
