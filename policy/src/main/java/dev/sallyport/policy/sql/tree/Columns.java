package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * References to columns and fields. PostgreSQL takes {@code x.f} for {@code f(x)} where {@code x}
 * has no column {@code f}; so every qualified name is noted as an attribute for the catalog.
 */
final class Columns {
  private Columns() {}

  static void reference(Walk walk, Node node) {
    List<String> parts = new ArrayList<>(2);
    boolean all = false;
    for (Node field : node.children("fields")) {
      if (field.is("String")) {
        parts.add(field.claim().text("sval"));
      } else if (field.is("A_Star")) {
        field.claim();
        all = true;
      }
    }
    if (all) {
      readAll(walk, parts);
    } else if (parts.size() == 1) {
      walk.scope().readColumn(parts.get(0));
    } else if (!parts.isEmpty()) {
      int last = parts.size() - 1;
      walk.scope().readColumn(parts.get(last - 1), parts.get(last));
      attribute(walk, parts.get(last));
      if (last == 1 && walk.scope().mayBeValue(parts.get(0), parts.get(1))) {
        cast(walk, parts.get(1));
      }
    }
  }

  private static void readAll(Walk walk, List<String> parts) {
    if (parts.isEmpty()) {
      walk.scope().readAll();
    } else {
      walk.scope().readColumn(parts.get(parts.size() - 1), null);
    }
  }

  /** What follows a value or the name of a column: fields, subscripts, {@code .*}. */
  static void indirection(Walk walk, Node node) {
    for (Node step : node.children("indirection")) {
      if (step.is("String")) {
        String name = step.claim().text("sval");
        attribute(walk, name);
        cast(walk, name);
      } else if (step.is("A_Star")) {
        step.claim();
      } else {
        walk.expression(step);
      }
    }
  }

  /** {@code (5).positive} casts to the type, where the value has no such field. */
  private static void cast(Walk walk, String name) {
    walk.found().reference(new Reference.Type(ObjectName.of(name)));
  }

  /** A built-in of that name may be what is meant: then its effects count. */
  private static void attribute(Walk walk, String name) {
    walk.found().reference(new Reference.Attribute(name));
    BuiltinFunctions.lookup(null, name)
        .filter(function -> !function.isHarmless())
        .ifPresent(function -> Calls.effects(walk, function, ObjectName.of(name), List.of()));
  }
}
