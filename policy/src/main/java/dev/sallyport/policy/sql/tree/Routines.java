package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions, procedures, CALL and DO. What a DO block holds happens; what a function's body holds
 * happens when it is called, and so counts as implicit.
 */
final class Routines {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreateFunctionStmt" -> Routines::create;
      case "AlterFunctionStmt" -> Routines::alter;
      case "CallStmt" -> Routines::call;
      case "DoStmt" -> Routines::block;
      default -> null;
    };
  }

  /** Languages whose code can't leave the database, whoever wrote it. */
  private static final Set<String> TRUSTED =
      Set.of("sql", "plpgsql", "plperl", "pltcl", "plv8", "plrust", "pllua");

  private Routines() {}

  private static void create(Walk walk, Node node) {
    ObjectKind kind = node.flag("is_procedure") ? ObjectKind.PROCEDURE : ObjectKind.FUNCTION;
    ObjectName name = Names.qualified(node, "funcname");
    Tables.created(walk, node, kind, name);
    walk.apart(() -> parameters(walk, node.children("parameters", "FunctionParameter")));
    Types.use(walk, node.part("returnType"));
    Options options = options(walk, node, "options");
    String language = options.text("language").orElse("sql");
    language(walk, language);
    Node body = node.child("sql_body");
    if (body != null) {
      walk.qualified(Routines::standardBody, body, Qualifier.IMPLICIT);
    } else {
      List<String> source = options.list("as");
      Walked found = walk.bodies().read(walk, language, source.isEmpty() ? "" : source.get(0));
      walk.found().addAll(found, Qualifier.IMPLICIT);
    }
  }

  /** The options of a routine, among them settings it runs with. */
  private static Options options(Walk walk, Node node, String field) {
    List<Node> elements = node.children(field);
    for (Node element : elements) {
      Node setting = element.child("arg", "VariableSetStmt");
      if (setting != null) {
        Settings.stored(walk, setting);
      }
    }
    return Options.of(walk, elements);
  }

  /** BEGIN ATOMIC … END, or RETURN expression. */
  private static void standardBody(Walk walk, Node node) {
    if (node.is("List")) {
      node.claim().children("items").forEach(each -> standardBody(walk, each));
    } else {
      walk.found().reads();
      walk.statement(node);
    }
  }

  /** Code of C and of untrusted languages does what the server's own user may. */
  private static void language(Walk walk, String language) {
    ObjectName name = ObjectName.of(language);
    if (language.equals("c") || language.equals("internal")) {
      walk.effect(EffectKind.SERVER_FILE, ObjectKind.LANGUAGE, name);
    }
    if (!TRUSTED.contains(language)) {
      walk.effect(EffectKind.SERVER_PROGRAM, ObjectKind.LANGUAGE, name);
    }
  }

  static void parameters(Walk walk, List<Node> parameters) {
    for (Node parameter : parameters) {
      parameter.skip("name", "mode");
      Types.use(walk, parameter.part("argType"));
      walk.expression(parameter.child("defexpr"));
    }
  }

  /** The name of a routine or operator that is given with its arguments' types. */
  static ObjectName signature(Walk walk, Node node) {
    node.skip("args_unspecified");
    node.children("objargs", "TypeName").forEach(type -> Types.name(walk, type));
    parameters(walk, node.children("objfuncargs", "FunctionParameter"));
    return Names.qualified(node, "objname");
  }

  private static void alter(Walk walk, Node node) {
    ObjectKind kind = NamedObject.kind(walk, node.text("objtype"));
    Node function = node.part("func");
    ObjectName name = function == null ? ObjectName.NONE : signature(walk, function);
    walk.effect(EffectKind.ALTER, kind, name);
    options(walk, node, "actions");
  }

  private static void call(Walk walk, Node node) {
    Node call = node.part("funccall");
    if (call != null) {
      Calls.procedure(walk, call);
    }
  }

  private static void block(Walk walk, Node node) {
    Options options = Options.of(walk, node, "args");
    String language = options.text("language").orElse("plpgsql");
    language(walk, language);
    walk.effect(EffectKind.CALL, ObjectKind.LANGUAGE, ObjectName.of(language));
    walk.found().addAll(walk.bodies().read(walk, language, options.text("as").orElse("")));
  }
}
