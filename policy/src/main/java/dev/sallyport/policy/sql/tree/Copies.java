package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * COPY: reads or inserts, and reaches the server's files or programs unless the client's stream.
 */
final class Copies {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CopyStmt" -> Copies::visit;
      default -> null;
    };
  }

  private Copies() {}

  private static void visit(Walk walk, Node node) {
    Options.of(walk, node, "options");
    Set<String> columns = new LinkedHashSet<>(Names.parts(node.children("attlist")));
    boolean from = node.flag("is_from");
    if (node.has("relation")) {
      ObjectName relation = walk.relation(node, "relation");
      if (from) {
        walk.found()
            .add(new Effect(EffectKind.INSERT, ObjectKind.TABLE, relation, columns, Set.of()));
        Writes.system(walk, relation);
      } else {
        Relations.read(relation, columns).forEach(walk.found()::add);
      }
    }
    walk.statement(node.child("query"));
    walk.apart(() -> walk.expression(node.child("whereClause")));
    endpoint(walk, node);
  }

  private static void endpoint(Walk walk, Node node) {
    boolean file = node.has("filename");
    node.skip("filename");
    if (node.flag("is_program")) {
      walk.effect(EffectKind.SERVER_PROGRAM);
    } else if (file) {
      walk.effect(EffectKind.SERVER_FILE);
    }
  }
}
