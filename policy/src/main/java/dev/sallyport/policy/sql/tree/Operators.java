package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.BuiltinOperators;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.List;

/** Operators: each is a function that the search path finds. */
final class Operators {
  private Operators() {}

  static void visit(Walk walk, Node node) {
    walk.expression(node.child("lexpr"));
    walk.expression(node.child("rexpr"));
    List<String> name = Names.parts(node.children("name"));
    switch (node.text("kind")) {
      case "AEXPR_OP",
          "AEXPR_OP_ANY",
          "AEXPR_OP_ALL",
          "AEXPR_DISTINCT",
          "AEXPR_NOT_DISTINCT",
          "AEXPR_NULLIF",
          "AEXPR_IN",
          "AEXPR_LIKE",
          "AEXPR_ILIKE",
          "AEXPR_SIMILAR" ->
          use(walk, Names.qualified(name));
      case "AEXPR_BETWEEN", "AEXPR_BETWEEN_SYM" -> {
        use(walk, ">=");
        use(walk, "<=");
      }
      case "AEXPR_NOT_BETWEEN", "AEXPR_NOT_BETWEEN_SYM" -> {
        use(walk, "<");
        use(walk, ">");
      }
      default -> walk.found().unknown("A_Expr " + node.text("kind"));
    }
  }

  static void use(Walk walk, String name) {
    use(walk, ObjectName.of(name));
  }

  /** An operator no built-in has is a user's function. */
  static void use(Walk walk, ObjectName name) {
    walk.found().reference(new Reference.Operator(name));
    if (!BuiltinOperators.contains(name.schema(), name.name())) {
      walk.effect(EffectKind.CALL, ObjectKind.OPERATOR, name);
    }
  }
}
