package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Views, functions, triggers, policies and rules. */
final class Routines {
  private static final Set<String> RESULTS = Set.of("FUNC_PARAM_OUT", "FUNC_PARAM_TABLE");

  private static final Set<String> USUAL = Set.of(" volatile", " unsafe");

  private Routines() {}

  static void createView(Tree statement, ScriptBuilder script) {
    if (!Statements.isTemporary(statement, "view")) {
      Queries.view(
          SchemaObject.of(SchemaKind.VIEW, statement.relation("view")),
          statement.texts("aliases"),
          statement.child("query"),
          script);
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
    String manner = result(statement) + manner(statement) + arguments(statement);
    if (statement.has("sql_body")) {
      script.present(function);
      script.has(
          function, Trait.QUERY, manner + NormalForm.any(statement.fields().path("sql_body")));
      return;
    }
    script.defined(
        function, manner + option(statement, "language") + " " + option(statement, "as").strip());
  }

  /** Where arguments say what it returns, PostgreSQL adds a RETURNS of its own. */
  private static String result(Tree statement) {
    boolean byArguments =
        statement.children("parameters").stream()
            .anyMatch(parameter -> !parameter.text("mode").matches("FUNC_PARAM_(DEFAULT|IN)"));
    return byArguments ? "" : "returns " + NormalForm.type(statement.part("returnType")) + " ";
  }

  /** What is not as PostgreSQL takes it without being told. */
  private static String manner(Tree statement) {
    return statement.children("options").stream()
        .map(
            option -> {
              Tree value = option.child("arg");
              return switch (option.text("defname")) {
                case "volatility", "parallel" -> " " + value.text("sval");
                case "strict", "security", "leakproof", "window" ->
                    value.flag("boolval") ? " " + option.text("defname") : "";
                case "set" -> " set " + value.text("name") + NormalForm.of(value.children("args"));
                default -> "";
              };
            })
        .filter(word -> !word.isEmpty() && !USUAL.contains(word))
        .sorted()
        .collect(Collectors.joining("", "", " "));
  }

  private static String arguments(Tree statement) {
    return statement.children("parameters").stream()
        .filter(parameter -> !RESULTS.contains(parameter.text("mode")))
        .map(
            parameter ->
                parameter.text("name")
                    + (parameter.has("defexpr")
                        ? "=" + NormalForm.of(parameter.child("defexpr"))
                        : ""))
        .collect(Collectors.joining(",", "(", ") "));
  }

  static void alterFunction(Tree statement, ScriptBuilder script) {
    script.altered(Names.function(SchemaKind.FUNCTION, statement.part("func")), "ALTER FUNCTION");
  }

  static void alterPolicy(Tree statement, ScriptBuilder script) {
    script.altered(
        SchemaObject.part(
            SchemaKind.POLICY, statement.relation("table"), statement.text("policy_name")),
        "ALTER POLICY");
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
            + NormalForm.of(statement.children("transitionRels"))
            + (statement.flag("deferrable") ? " deferrable" : "")
            + (statement.flag("initdeferred") ? " deferred" : "")
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
    SchemaObject rule =
        SchemaObject.part(
            SchemaKind.RULE, statement.relation("relation"), statement.text("rulename"));
    script.present(rule);
    script.has(
        rule,
        Trait.QUERY,
        statement.text("event")
            + (statement.flag("instead") ? " instead " : " ")
            + NormalForm.of(statement.child("whereClause"))
            + NormalForm.any(statement.fields().path("actions")));
  }
}
