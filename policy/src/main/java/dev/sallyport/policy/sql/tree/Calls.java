package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.KnownFunction;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.List;
import java.util.Optional;

/** Function calls, wherever they stand. */
final class Calls {
  private Calls() {}

  static void visit(Walk walk, Node node) {
    node.skip("agg_within_group", "agg_star", "agg_distinct", "func_variadic", "funcformat");
    List<Node> arguments = node.children("args");
    ObjectName name = Names.qualified(node, "funcname");
    call(walk, name, arguments.size());
    if (Settings.isSetter(name)) {
      Settings.call(walk, arguments);
    }
    walk.expressions(arguments);
    walk.expressions(node.children("agg_order"));
    walk.expression(node.child("agg_filter"));
    Windows.over(walk, node.part("over"));
  }

  /** CALL: of a procedure only the name is known, and it may commit. */
  static void procedure(Walk walk, Node node) {
    node.skip("func_variadic", "funcformat");
    List<Node> arguments = node.children("args");
    ObjectName name = Names.qualified(node, "funcname");
    walk.found().reference(new Reference.Function(name, arguments.size()));
    walk.effect(EffectKind.CALL, ObjectKind.PROCEDURE, name);
    walk.expressions(arguments);
  }

  /** A reviewed built-in does what the list says; any other function is the user's. */
  static void call(Walk walk, ObjectName name, int arguments) {
    walk.found().reference(new Reference.Function(name, arguments));
    Optional<KnownFunction> known = BuiltinFunctions.lookup(name.schema(), name.name());
    if (known.isPresent()) {
      effects(walk, known.get(), name);
    } else {
      walk.effect(EffectKind.CALL, ObjectKind.FUNCTION, name);
    }
  }

  /** The effects of a built-in; what has no object of its own is told of the function. */
  static void effects(Walk walk, KnownFunction function, ObjectName name) {
    function
        .effects()
        .forEach(
            effect -> {
              if (effect.kind() == EffectKind.READ) {
                walk.found().reads();
              } else if (effect.object().equals(ObjectName.NONE)) {
                walk.effect(effect.kind(), ObjectKind.FUNCTION, name, effect.qualifiers());
              } else {
                walk.found().add(effect);
              }
            });
  }
}
