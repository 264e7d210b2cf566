package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.BuiltinTypes;
import dev.sallyport.policy.sql.Effect;
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
    call(walk, Names.qualified(node, "funcname"), arguments);
    walk.expressions(arguments);
    walk.expressions(node.children("agg_order"));
    walk.expression(node.child("agg_filter"));
    Windows.over(walk, node.part("over"));
  }

  /** A reviewed built-in does what the list says; any other function is the user's. */
  static void call(Walk walk, ObjectName name, List<Node> arguments) {
    walk.found().reference(new Reference.Function(name, arguments.size()));
    if (isCast(name, arguments)) {
      walk.found().reference(new Reference.Type(name));
    } else if (Settings.isSetter(name)) {
      Settings.call(walk, arguments);
    } else if (!InputFunctions.isHarmless(name, arguments)) {
      Optional<KnownFunction> known = BuiltinFunctions.lookup(name.schema(), name.name());
      if (known.isPresent()) {
        effects(walk, known.get(), name, arguments);
      } else {
        walk.effect(EffectKind.CALL, ObjectKind.FUNCTION, name);
      }
    }
  }

  /** {@code regtype(x)}: a cast in the clothes of a call, where no function has the name. */
  private static boolean isCast(ObjectName name, List<Node> arguments) {
    return arguments.size() == 1
        && BuiltinTypes.contains(name.schema(), name.name())
        && BuiltinFunctions.lookup(name.schema(), name.name()).isEmpty();
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

  /** The effects of a built-in. One on no kind of object is told of the function itself. */
  static void effects(Walk walk, KnownFunction function, ObjectName name, List<Node> arguments) {
    for (Effect effect : function.effects()) {
      if (effect.objectKind() == ObjectKind.NONE) {
        walk.effect(effect.kind(), ObjectKind.FUNCTION, name, effect.qualifiers());
      } else if (effect.objectKind() == ObjectKind.SEQUENCE) {
        ObjectName sequence = arguments.isEmpty() ? ObjectName.NONE : relation(arguments.get(0));
        walk.effect(effect.kind(), ObjectKind.SEQUENCE, sequence, effect.qualifiers());
      } else {
        walk.found().add(effect);
      }
    }
  }

  /** The relation that a constant such as {@code 'public.ids'} names; none where it is quoted. */
  private static ObjectName relation(Node argument) {
    String text =
        Constants.value(argument)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .orElse("");
    if (!text.matches("[a-z_][a-z_0-9$]*(\\.[a-z_][a-z_0-9$]*)?")) {
      return ObjectName.NONE;
    }
    int dot = text.indexOf('.');
    return dot < 0
        ? ObjectName.of(text)
        : ObjectName.of(text.substring(0, dot), text.substring(dot + 1));
  }
}
