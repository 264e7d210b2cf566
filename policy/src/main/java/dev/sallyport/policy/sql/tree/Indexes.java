package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Indexes and extended statistics. */
final class Indexes {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "IndexStmt" -> Indexes::create;
      case "CreateStatsStmt" -> Indexes::statistics;
      case "AlterStatsStmt" -> Indexes::alterStatistics;
      default -> null;
    };
  }

  private Indexes() {}

  private static void create(Walk walk, Node node) {
    node.skip(
        "accessMethod",
        "tableSpace",
        "unique",
        "nulls_not_distinct",
        "primary",
        "isconstraint",
        "deferrable",
        "initdeferred",
        "if_not_exists",
        "reset_default_tblspc");
    ObjectName table = walk.relation(node, "relation");
    ObjectName name = ObjectName.of(table.schema(), node.text("idxname"));
    Set<Qualifier> qualifiers =
        node.flag("concurrent")
            ? Set.of(Qualifier.CONCURRENTLY, Qualifier.NON_TRANSACTIONAL)
            : Set.of();
    walk.effect(EffectKind.CREATE, ObjectKind.INDEX, name, qualifiers);
    walk.effect(EffectKind.ALTER, ObjectKind.TABLE, table, qualifiers);
    walk.apart(
        () -> {
          node.children("indexParams", "IndexElem").forEach(each -> element(walk, each));
          node.children("indexIncludingParams", "IndexElem").forEach(each -> element(walk, each));
          walk.expression(node.child("whereClause"));
        });
    Options.of(walk, node, "options");
  }

  /** A column or an expression that is indexed. */
  static void element(Walk walk, Node element) {
    element.skip("name", "indexcolname", "ordering", "nulls_ordering");
    walk.expression(element.child("expr"));
    Names.parts(element.children("collation"));
    Names.parts(element.children("opclass"));
    Options.of(walk, element, "opclassopts");
  }

  private static void statistics(Walk walk, Node node) {
    node.skip("if_not_exists", "stxcomment", "transformed");
    ObjectName name = Names.qualified(node, "defnames");
    Names.parts(node.children("stat_types"));
    walk.effect(EffectKind.CREATE, ObjectKind.STATISTICS, name);
    walk.inner(
        () -> {
          node.children("relations").forEach(walk::fromItem);
          for (Node element : node.children("exprs", "StatsElem")) {
            element.skip("name");
            walk.expression(element.child("expr"));
          }
        });
  }

  private static void alterStatistics(Walk walk, Node node) {
    node.skip("missing_ok");
    Options.inert(walk, node.child("stxstattarget"));
    walk.effect(EffectKind.ALTER, ObjectKind.STATISTICS, Names.qualified(node, "defnames"));
  }
}
