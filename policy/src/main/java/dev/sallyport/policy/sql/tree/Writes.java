package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE and TRUNCATE. */
final class Writes {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "InsertStmt" -> Writes::insert;
      case "UpdateStmt" -> Writes::update;
      case "DeleteStmt" -> Writes::delete;
      case "MergeStmt" -> Merges::visit;
      case "TruncateStmt" -> Writes::truncate;
      default -> null;
    };
  }

  private Writes() {}

  private static void insert(Walk walk, Node node) {
    node.skip("override");
    walk.inner(
        () -> {
          Queries.with(walk, node.part("withClause"));
          walk.inner(() -> walk.statement(node.child("selectStmt")));
          Source target = target(walk, node);
          write(walk, EffectKind.INSERT, target, inserted(walk, node), Set.of());
          conflict(walk, target, node.part("onConflictClause"));
          returning(walk, target, node.part("returningClause"));
        });
  }

  /** ON CONFLICT DO UPDATE changes rows that are there already. */
  private static void conflict(Walk walk, Source target, @Nullable Node conflict) {
    if (conflict == null) {
      return;
    }
    Source proposed = new Source(null, "excluded");
    walk.scope().add(proposed);
    infer(walk, conflict.part("infer"));
    List<Node> targets = conflict.children("targetList", "ResTarget");
    if (conflict.text("action").equals("ONCONFLICT_UPDATE")) {
      write(walk, EffectKind.UPDATE, target, names(targets), Set.of(Qualifier.IMPLICIT));
    }
    walk.expressions(targets);
    walk.expression(conflict.child("whereClause"));
  }

  private static void infer(Walk walk, @Nullable Node infer) {
    if (infer != null) {
      infer.skip("conname");
      infer.children("indexElems", "IndexElem").forEach(element -> Indexes.element(walk, element));
      walk.expression(infer.child("whereClause"));
    }
  }

  private static void update(Walk walk, Node node) {
    walk.inner(
        () -> {
          Queries.with(walk, node.part("withClause"));
          Source target = target(walk, node);
          node.children("fromClause").forEach(walk::fromItem);
          List<Node> targets = node.children("targetList", "ResTarget");
          Node where = node.child("whereClause");
          write(walk, EffectKind.UPDATE, target, names(targets), bound(walk, target, where));
          walk.expressions(targets);
          walk.expression(where);
          Fixed.note(walk, where);
          returning(walk, target, node.part("returningClause"));
        });
  }

  private static void delete(Walk walk, Node node) {
    walk.inner(
        () -> {
          Queries.with(walk, node.part("withClause"));
          Source target = target(walk, node);
          node.children("usingClause").forEach(walk::fromItem);
          Node where = node.child("whereClause");
          write(walk, EffectKind.DELETE, target, Set.of(), bound(walk, target, where));
          walk.expression(where);
          Fixed.note(walk, where);
          returning(walk, target, node.part("returningClause"));
        });
  }

  private static Set<Qualifier> bound(Walk walk, Source target, @Nullable Node predicate) {
    return isBound(walk, target, predicate) ? Set.of() : Set.of(Qualifier.UNBOUNDED);
  }

  /** Whether the predicate keeps the write from reaching every row of its target. */
  static boolean isBound(Walk walk, Source target, @Nullable Node predicate) {
    List<Source> sources = walk.scope().sources();
    List<Source> others = sources.stream().filter(source -> source != target).toList();
    return Bounds.hold(target, others, walk.scope().ctes(), predicate);
  }

  /** The relation a statement writes, which is read as well if a column of it is mentioned. */
  static Source target(Walk walk, Node node) {
    Node rangeVar = node.part("relation");
    if (rangeVar == null) {
      walk.found().unknown(node.type() + " without a relation");
      return new Source(null, "");
    }
    ObjectName name = walk.relation(rangeVar);
    Source target = FromItems.source(walk, name, name.name(), rangeVar.part("alias"));
    walk.found().target(target);
    return target;
  }

  static void write(
      Walk walk, EffectKind kind, Source target, Set<String> columns, Set<Qualifier> qualifiers) {
    ObjectName relation = target.relation();
    if (relation == null) {
      return;
    }
    walk.found().add(new Effect(kind, ObjectKind.TABLE, relation, columns, qualifiers));
    system(walk, relation);
  }

  /** Writing the system's own tables bypasses every check; {@code pg_settings} is SET itself. */
  static void system(Walk walk, ObjectName relation) {
    if (Relations.isSystem(relation)) {
      walk.effect(EffectKind.ADMIN, ObjectKind.TABLE, relation);
    }
    if (Relations.isSystem(relation) && relation.name().equals("pg_settings")) {
      walk.effect(EffectKind.UNKNOWN, ObjectKind.SETTING, ObjectName.of("pg_settings"));
    }
  }

  /** The names of the columns that are set. */
  static Set<String> names(List<Node> targets) {
    Set<String> names = new LinkedHashSet<>();
    targets.forEach(target -> names.add(target.text("name")));
    return names;
  }

  /** The columns of an INSERT, with the subscripts they may carry. */
  private static Set<String> inserted(Walk walk, Node insert) {
    List<Node> targets = insert.children("cols", "ResTarget");
    targets.forEach(target -> Columns.indirection(walk, target));
    return names(targets);
  }

  /** RETURNING reads what was written; {@code old} and {@code new} are the target as well. */
  static void returning(Walk walk, Source target, @Nullable Node returning) {
    if (returning == null) {
      return;
    }
    target.call("old");
    target.call("new");
    for (Node option : returning.children("options", "ReturningOption")) {
      option.skip("option");
      target.call(option.text("value"));
    }
    walk.expressions(returning.children("exprs"));
  }

  private static void truncate(Walk walk, Node node) {
    node.skip("restart_seqs");
    Set<Qualifier> qualifiers = Qualifiers.behavior(node, Qualifier.DATA_LOSS);
    for (Node relation : node.children("relations", "RangeVar")) {
      ObjectName name = walk.relation(relation);
      walk.effect(EffectKind.TRUNCATE, ObjectKind.TABLE, name, qualifiers);
      system(walk, name);
    }
  }
}
