package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition.Read;
import dev.sallyport.policy.sql.definition.Definition.SetParameter;
import dev.sallyport.policy.sql.definition.Definition.Truncate;
import dev.sallyport.policy.sql.definition.Definition.Write;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Statements about rows, and the parameters under which they run. */
final class Rows {
  private Rows() {}

  /**
   * @param unbounded as the reader of effects sees it
   */
  static Definition write(Tree statement, boolean unbounded) {
    String kind = statement.type().replaceFirst("Stmt$", "").toUpperCase(java.util.Locale.ROOT);
    Set<String> assigned = new LinkedHashSet<>();
    Set<String> read = new LinkedHashSet<>();
    if (kind.equals("UPDATE")) {
      for (Tree target : statement.children("targetList")) {
        assigned.add(target.text("name"));
        Expression value = Expressions.read(target.child("val"));
        if (value != null) {
          read.addAll(value.columns());
        }
      }
    }
    boolean guarded =
        statement.has("onConflictClause")
            || statement.part("selectStmt").has("whereClause")
            || statement.child("selectStmt").has("whereClause")
            || kind.equals("MERGE");
    return new Write(
        kind,
        statement.relation("relation"),
        unbounded,
        assigned,
        read,
        Expressions.literals(statement),
        guarded,
        statement.child("selectStmt").has("fromClause"));
  }

  static Definition truncate(Tree statement) {
    List<ObjectName> tables =
        statement.children("relations").stream().map(TableChanges::name).toList();
    return new Truncate(tables, statement.text("behavior").equals("DROP_CASCADE"));
  }

  /** A SELECT, which may be set_config in disguise, or make a table. */
  static Definition select(Tree statement) {
    if (statement.has("intoClause")) {
      Tree into = statement.part("intoClause");
      String persistence = into.part("rel").text("relpersistence");
      return new Definition.CreateTable(
          into.relation("rel"),
          persistence.equals("t"),
          persistence.equals("u"),
          false,
          List.of(),
          List.of(),
          null,
          false,
          true,
          List.of());
    }
    List<Tree> targets = statement.children("targetList");
    if (targets.size() == 1 && targets.get(0).child("val").is("FuncCall")) {
      Tree call = targets.get(0).child("val");
      List<Tree> arguments = call.children("args");
      if (call.name("funcname").name().equals("set_config") && arguments.size() == 3) {
        return new SetParameter(
            text(arguments.get(0)),
            text(arguments.get(1)),
            arguments.get(2).part("boolval").flag("boolval"));
      }
    }
    return new Read(Expressions.literals(statement), statement.has("fromClause"));
  }

  static Definition parameter(Tree statement) {
    List<Tree> arguments = statement.children("args");
    String value =
        statement.text("kind").equals("VAR_SET_VALUE") && !arguments.isEmpty()
            ? text(arguments.get(0))
            : "";
    return new SetParameter(statement.text("name"), value, statement.flag("is_local"));
  }

  private static String text(Tree constant) {
    if (constant.is("TypeCast")) {
      return text(constant.child("arg"));
    }
    if (constant.fields().has("ival")) {
      return String.valueOf(constant.part("ival").number("ival"));
    }
    return constant.part("sval").text("sval");
  }
}
