package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Views, functions, triggers, policies and rules. */
final class Routines {
  private static final Set<String> RESULTS = Set.of("FUNC_PARAM_OUT", "FUNC_PARAM_TABLE");

  private Routines() {}

  /** A view's query is not compared: PostgreSQL prints it back in other words. */
  static void createView(Tree statement, ScriptBuilder script) {
    if (!Statements.isTemporary(statement, "view")) {
      script.present(SchemaObject.of(SchemaKind.VIEW, statement.relation("view")));
    }
  }

  static void createFunction(Tree statement, ScriptBuilder script) {
    String arguments =
        statement.children("parameters").stream()
            .filter(parameter -> !RESULTS.contains(parameter.text("mode")))
            .map(parameter -> NormalForm.argumentType(parameter.part("argType")))
            .collect(Collectors.joining(","));
    ObjectName name = statement.name("funcname");
    SchemaObject function =
        new SchemaObject(
            SchemaKind.FUNCTION, name.schema(), null, name.name() + "(" + arguments + ")");
    if (statement.has("sql_body")) {
      script.present(function);
      return;
    }
    script.defined(
        function,
        result(statement) + option(statement, "language") + " " + option(statement, "as").strip());
  }

  /** Where arguments say what it returns, PostgreSQL adds a RETURNS of its own. */
  private static String result(Tree statement) {
    boolean byArguments =
        statement.children("parameters").stream()
            .anyMatch(parameter -> !parameter.text("mode").matches("FUNC_PARAM_(DEFAULT|IN)"));
    return byArguments ? "" : "returns " + NormalForm.type(statement.part("returnType")) + " ";
  }

  private static String option(Tree statement, String name) {
    for (Tree option : statement.children("options")) {
      if (option.text("defname").equals(name)) {
        Tree value = option.child("arg");
        return value.is("List") ? String.join(" ", value.texts("items")) : value.text("sval");
      }
    }
    return "";
  }

  static void createTrigger(Tree statement, ScriptBuilder script) {
    script.defined(
        SchemaObject.part(
            SchemaKind.TRIGGER, statement.relation("relation"), statement.text("trigname")),
        (statement.flag("row") ? "row " : "statement ")
            + statement.number("timing")
            + " "
            + statement.number("events")
            + " "
            + statement.texts("columns")
            + " "
            + statement.name("funcname").name()
            + NormalForm.of(statement.children("args"))
            + NormalForm.of(statement.child("whenClause"))
            + (statement.flag("isconstraint") ? " constraint" : ""));
  }

  static void createPolicy(Tree statement, ScriptBuilder script) {
    String command = statement.text("cmd_name");
    script.defined(
        SchemaObject.part(
            SchemaKind.POLICY, statement.relation("table"), statement.text("policy_name")),
        (statement.flag("permissive") ? "permissive " : "restrictive ")
            + (command.isEmpty() ? "all" : command)
            + " to "
            + roles(statement.children("roles"))
            + " using "
            + NormalForm.of(statement.child("qual"))
            + " check "
            + NormalForm.of(statement.child("with_check")));
  }

  private static List<String> roles(List<Tree> roles) {
    return roles.stream()
        .map(
            role ->
                role.text("roletype").equals("ROLESPEC_CSTRING")
                    ? role.text("rolename")
                    : role.text("roletype"))
        .sorted()
        .toList();
  }

  static void createRule(Tree statement, ScriptBuilder script) {
    script.present(
        SchemaObject.part(
            SchemaKind.RULE, statement.relation("relation"), statement.text("rulename")));
  }
}
