package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Set;

/** ALTER TABLE, command by command. */
final class TableChanges {
  /** Commands that change nothing a history is compared by. */
  private static final Set<String> TRACELESS =
      Set.of(
          "AT_SetStatistics",
          "AT_SetStorage",
          "AT_SetRelOptions",
          "AT_ResetRelOptions",
          "AT_ClusterOn",
          "AT_DropCluster");

  private TableChanges() {}

  static void alter(Tree statement, ScriptBuilder script) {
    String kind = statement.text("objtype");
    if (!kind.equals("OBJECT_TABLE") && !kind.equals("OBJECT_TYPE")) {
      if (kind.equals("OBJECT_INDEX") || kind.equals("OBJECT_SEQUENCE")) {
        script.note("ALTER " + kind.replace("OBJECT_", ""));
        return;
      }
      script.passOver("ALTER " + kind.replace("OBJECT_", ""));
      return;
    }
    ObjectName table = statement.relation("relation");
    statement.children("cmds").forEach(command -> change(table, command, script));
  }

  private static void change(ObjectName table, Tree command, ScriptBuilder script) {
    SchemaObject column = SchemaObject.part(SchemaKind.COLUMN, table, command.text("name"));
    Tree definition = command.child("def");
    switch (command.text("subtype")) {
      case "AT_AddColumn" -> Tables.column(table, definition, script);
      case "AT_DropColumn" -> script.absent(column);
      case "AT_AlterColumnType" ->
          script.has(column, Trait.TYPE, NormalForm.type(definition.part("typeName")));
      case "AT_SetNotNull" -> script.has(column, Trait.NOT_NULL, "true");
      case "AT_AddIdentity" -> Constraints.identity(column, definition, script);
      case "AT_SetExpression" -> script.has(column, Trait.GENERATED, NormalForm.of(definition));
      case "AT_DropIdentity", "AT_DropExpression" -> script.has(column, Trait.GENERATED, "");
      case "AT_DropNotNull" -> script.has(column, Trait.NOT_NULL, "false");
      case "AT_ColumnDefault" -> Constraints.defaultOf(column, definition, script);
      case "AT_AddConstraint", "AT_AddIndexConstraint" ->
          Constraints.read(table, definition, script);
      case "AT_DropConstraint" ->
          script.absent(SchemaObject.part(SchemaKind.CONSTRAINT, table, command.text("name")));
      case "AT_ValidateConstraint" ->
          script.has(
              SchemaObject.part(SchemaKind.CONSTRAINT, table, command.text("name")),
              Trait.VALID,
              "true");
      case "AT_ForceRowSecurity" ->
          script.has(Statements.table(table), Trait.ROW_SECURITY_FORCED, "true");
      case "AT_NoForceRowSecurity" ->
          script.has(Statements.table(table), Trait.ROW_SECURITY_FORCED, "false");
      case "AT_ChangeOwner" -> script.note("OWNER TO");
      case "AT_EnableRowSecurity" ->
          script.has(Statements.table(table), Trait.ROW_SECURITY, "true");
      case "AT_DisableRowSecurity" ->
          script.has(Statements.table(table), Trait.ROW_SECURITY, "false");
      default -> other(command.text("subtype"), script);
    }
  }

  private static void other(String command, ScriptBuilder script) {
    if (!TRACELESS.contains(command)) {
      script.passOver("ALTER TABLE " + command.replaceFirst("^AT_", ""));
    }
  }
}
