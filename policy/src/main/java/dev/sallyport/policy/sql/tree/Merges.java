package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MERGE: one effect for each branch that writes. */
final class Merges {
  private Merges() {}

  static void visit(Walk walk, Node node) {
    walk.found().reads();
    walk.inner(
        () -> {
          Queries.with(walk, node.part("withClause"));
          Source target = Writes.target(walk, node);
          walk.fromItem(node.child("sourceRelation"));
          Node condition = node.child("joinCondition");
          walk.expression(condition);
          List<Node> branches = node.children("mergeWhenClauses", "MergeWhenClause");
          ObjectName locked = target.relation();
          if (locked != null && branches.stream().allMatch(Merges::isIdle)) {
            walk.effect(EffectKind.LOCK, ObjectKind.TABLE, locked);
          }
          for (Node branch : branches) {
            branch(walk, target, condition, branch);
          }
          Writes.returning(walk, target, node.part("returningClause"));
        });
  }

  /** DO NOTHING: PostgreSQL locks the target all the same as one it will write to. */
  private static boolean isIdle(Node branch) {
    return branch.peekText("commandType").equals("CMD_NOTHING");
  }

  private static void branch(Walk walk, Source target, @Nullable Node joined, Node branch) {
    branch.skip("override");
    List<Node> targets = branch.children("targetList", "ResTarget");
    Set<String> columns = Writes.names(targets);
    Node condition = branch.child("condition");
    String match = branch.text("matchKind");
    Set<Qualifier> qualifiers = qualifiers(walk, target, match, joined, condition);
    switch (branch.text("commandType")) {
      case "CMD_INSERT" ->
          Writes.write(walk, EffectKind.INSERT, target, columns, Set.of(Qualifier.IMPLICIT));
      case "CMD_UPDATE" -> Writes.write(walk, EffectKind.UPDATE, target, columns, qualifiers);
      case "CMD_DELETE" -> Writes.write(walk, EffectKind.DELETE, target, Set.of(), qualifiers);
      case "CMD_NOTHING" -> {}
      default -> walk.found().unknown("MergeWhenClause " + branch.text("commandType"));
    }
    walk.expressions(targets);
    walk.expression(condition);
    walk.expressions(branch.children("values"));
  }

  /** Rows not matched by the source are all the rest of the table. */
  private static Set<Qualifier> qualifiers(
      Walk walk, Source target, String match, @Nullable Node joined, @Nullable Node condition) {
    boolean bounded =
        Writes.isBound(walk, target, condition)
            || match.equals("MERGE_WHEN_MATCHED") && Writes.isBound(walk, target, joined);
    return bounded ? Set.of(Qualifier.IMPLICIT) : Set.of(Qualifier.IMPLICIT, Qualifier.UNBOUNDED);
  }
}
