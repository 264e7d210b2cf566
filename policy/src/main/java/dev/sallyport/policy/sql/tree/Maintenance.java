package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** VACUUM, ANALYZE, CLUSTER, REINDEX, REFRESH, CHECKPOINT and LOCK. */
final class Maintenance {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "VacuumStmt" -> Maintenance::vacuum;
      case "ClusterStmt" -> Maintenance::cluster;
      case "ReindexStmt" -> Maintenance::reindex;
      case "RefreshMatViewStmt" -> Maintenance::refresh;
      case "CheckPointStmt" -> (walk, node) -> walk.effect(EffectKind.MAINTENANCE);
      case "LockStmt" -> Maintenance::lock;
      default -> null;
    };
  }

  private Maintenance() {}

  private static void vacuum(Walk walk, Node node) {
    Options options = Options.of(walk, node, "options");
    Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
    if (node.flag("is_vacuumcmd")) {
      qualifiers.add(Qualifier.NON_TRANSACTIONAL);
      if (options.isOn("full")) {
        qualifiers.add(Qualifier.REWRITE);
      }
    }
    List<Node> relations = node.children("rels", "VacuumRelation");
    for (Node relation : relations) {
      Names.parts(relation.children("va_cols"));
      ObjectName name = walk.relation(relation, "relation");
      walk.effect(EffectKind.MAINTENANCE, ObjectKind.TABLE, name, qualifiers);
    }
    if (relations.isEmpty()) {
      walk.effect(EffectKind.MAINTENANCE, ObjectKind.DATABASE, ObjectName.NONE, qualifiers);
    }
  }

  private static void cluster(Walk walk, Node node) {
    node.skip("indexname");
    Options.of(walk, node, "params");
    Set<Qualifier> qualifiers = EnumSet.of(Qualifier.REWRITE);
    if (node.has("relation")) {
      ObjectName table = walk.relation(node, "relation");
      walk.found().reference(new Reference.Piecewise(table));
      walk.effect(EffectKind.MAINTENANCE, ObjectKind.TABLE, table, qualifiers);
    } else {
      qualifiers.add(Qualifier.NON_TRANSACTIONAL);
      walk.effect(EffectKind.MAINTENANCE, ObjectKind.DATABASE, ObjectName.NONE, qualifiers);
    }
  }

  private static void reindex(Walk walk, Node node) {
    Options options = Options.of(walk, node, "params");
    Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
    if (options.isOn("concurrently")) {
      qualifiers.add(Qualifier.CONCURRENTLY);
      qualifiers.add(Qualifier.NON_TRANSACTIONAL);
    }
    ObjectKind kind =
        switch (node.text("kind")) {
          case "REINDEX_OBJECT_INDEX" -> ObjectKind.INDEX;
          case "REINDEX_OBJECT_TABLE" -> ObjectKind.TABLE;
          case "REINDEX_OBJECT_SCHEMA" -> ObjectKind.SCHEMA;
          case "REINDEX_OBJECT_SYSTEM", "REINDEX_OBJECT_DATABASE" -> ObjectKind.DATABASE;
          default -> ObjectKind.OTHER;
        };
    if (kind == ObjectKind.OTHER) {
      walk.found().unknown("ReindexStmt " + node.text("kind"));
    }
    if (kind == ObjectKind.SCHEMA || kind == ObjectKind.DATABASE) {
      qualifiers.add(Qualifier.NON_TRANSACTIONAL);
    }
    ObjectName name =
        node.has("relation") ? walk.relation(node, "relation") : ObjectName.of(node.text("name"));
    walk.found().reference(new Reference.Piecewise(name));
    walk.effect(EffectKind.MAINTENANCE, kind, name, qualifiers);
  }

  /** Runs the view's query, as its owner. */
  private static void refresh(Walk walk, Node node) {
    node.skip("skipData");
    Qualifier how = node.flag("concurrent") ? Qualifier.CONCURRENTLY : Qualifier.REWRITE;
    ObjectName view = walk.relation(node, "relation");
    walk.effect(EffectKind.MAINTENANCE, ObjectKind.MATERIALIZED_VIEW, view, how);
  }

  private static void lock(Walk walk, Node node) {
    node.skip("mode", "nowait");
    for (Node relation : node.children("relations", "RangeVar")) {
      walk.effect(EffectKind.LOCK, ObjectKind.TABLE, walk.relation(relation));
    }
  }
}
