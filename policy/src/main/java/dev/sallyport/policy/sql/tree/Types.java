package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of types. A type of the user's may bring functions with it; the catalog knows which. */
final class Types {
  private Types() {}

  /** Notes a type that is cast to or declared; nothing where there is none. */
  static void use(Walk walk, @Nullable Node typeName) {
    if (typeName != null) {
      ObjectName name = name(walk, typeName);
      if (!"pg_catalog".equals(name.schema())) {
        walk.found().reference(new Reference.Type(name));
      }
    }
  }

  /** The name of a type, with everything below its node looked at. */
  static ObjectName name(Walk walk, Node typeName) {
    typeName.skip("setof", "pct_type", "typemod");
    walk.expressions(typeName.children("typmods"));
    for (Node bound : typeName.children("arrayBounds", "Integer")) {
      bound.skip("ival");
    }
    List<String> parts = Names.parts(typeName.children("names"));
    return Names.qualified(parts);
  }
}
