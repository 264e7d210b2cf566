package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.ReadSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many rows a statement would change, by the planner's guess; what cascades take, by how many
 * rows the tables have for each other.
 */
final class Estimation {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Set<EffectKind> DML =
      Set.of(EffectKind.INSERT, EffectKind.UPDATE, EffectKind.DELETE);

  /**
   * What may be explained: planning runs immutable functions, so there must be none of a user's.
   */
  private static final Set<EffectKind> EXPLAINABLE =
      Set.of(EffectKind.READ, EffectKind.INSERT, EffectKind.UPDATE, EffectKind.DELETE);

  private static final String SIZES =
      """
      SELECT greatest(c.reltuples, 0)::bigint FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2
      """;

  private Estimation() {}

  static Estimate of(Statement statement, ReadSession session) {
    Map<ObjectName, Long> rows = new LinkedHashMap<>();
    boolean explainable =
        statement.effects().stream().allMatch(effect -> EXPLAINABLE.contains(effect.kind()));
    if (!explainable || statement.effects().stream().noneMatch(e -> DML.contains(e.kind()))) {
      return new Estimate(rows, false);
    }
    JsonNode plan =
        MAPPER
            .readTree(session.explain(statement.text(), Cancellation.none()))
            .path(0)
            .path("Plan");
    collect(plan, rows);
    cascades(statement, session, rows);
    return new Estimate(rows, false);
  }

  private static void collect(JsonNode node, Map<ObjectName, Long> rows) {
    if (node.path("Node Type").asString("").equals("ModifyTable")) {
      // Without VERBOSE the plan leaves the schema out: the effects bring it back.
      String name = node.path("Relation Name").asString("");
      long sum = 0;
      for (JsonNode child : node.path("Plans")) {
        if (!child.path("Parent Relationship").asString("").equals("InitPlan")) {
          sum += child.path("Plan Rows").asLong(0);
        }
      }
      rows.merge(ObjectName.of(name), sum, Long::sum);
    }
    node.path("Plans").forEach(child -> collect(child, rows));
  }

  private static void cascades(
      Statement statement, ReadSession session, Map<ObjectName, Long> rows) {
    long direct = 0;
    long parents = 0;
    for (Effect effect : statement.effects()) {
      if (DML.contains(effect.kind()) && !effect.has(Qualifier.IMPLICIT)) {
        Long planned = rows.remove(ObjectName.of(effect.object().name()));
        if (planned != null) {
          rows.put(effect.object(), planned);
          direct += planned;
          parents += size(effect.object(), session);
        }
      }
    }
    for (Effect effect : statement.effects()) {
      if (DML.contains(effect.kind()) && effect.has(Qualifier.IMPLICIT)) {
        long size = size(effect.object(), session);
        long share = parents == 0 ? size : (direct * size + parents - 1) / parents;
        rows.putIfAbsent(effect.object(), Math.min(size, share));
      }
    }
  }

  private static long size(ObjectName table, ReadSession session) {
    String schema = table.schema() == null ? "public" : table.schema();
    var sizes = session.catalog().rows(SIZES, row -> row.number(1), schema, table.name());
    return sizes.isEmpty() ? 0 : sizes.get(0);
  }
}
