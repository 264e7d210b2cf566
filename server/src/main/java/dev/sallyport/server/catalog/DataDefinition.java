package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changing a schema sets in motion: event triggers, and what CASCADE takes along. */
final class DataDefinition {
  private static final Set<EffectKind> DEFINITIONS =
      Set.of(EffectKind.CREATE, EffectKind.ALTER, EffectKind.DROP, EffectKind.GRANT);

  private static final String EVENT_TRIGGERS =
      """
      SELECT n.nspname, p.proname
      FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE t.evtenabled <> 'D' AND t.evtevent <> 'login'
      """;

  /** Through internal and automatic dependencies; a view hangs on its rule. */
  private static final String DEPENDENTS =
      """
      WITH RECURSIVE taken(classid, objid) AS (
        SELECT 'pg_class'::regclass::oid, o FROM unnest($1::oid[]) o
        UNION
        SELECT x.classid, x.objid
        FROM taken t
        JOIN pg_depend d ON d.refclassid = t.classid AND d.refobjid = t.objid
          AND d.deptype IN ('n', 'a', 'i', 'P', 'S')
        CROSS JOIN LATERAL (
          SELECT d.classid, d.objid WHERE d.classid <> 'pg_rewrite'::regclass
          UNION ALL
          SELECT 'pg_class'::regclass::oid, w.ev_class FROM pg_rewrite w
          WHERE d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid) x
      )
      SELECT DISTINCT i.type, coalesce(i.schema, ''), coalesce(i.name, i.identity)
      FROM taken t CROSS JOIN LATERAL pg_identify_object(t.classid, t.objid, 0) i
      WHERE NOT (t.classid = 'pg_class'::regclass AND t.objid = ANY ($1::oid[]))
        AND i.type IN ('table', 'view', 'materialized view', 'foreign table', 'sequence',
                       'function', 'procedure', 'table constraint', 'domain')
      ORDER BY 1, 2, 3 LIMIT 2000
      """;

  private DataDefinition() {}

  static List<Effect> implied(
      List<Effect> effects, Map<ObjectName, Relation> relations, CatalogSession session) {
    if (effects.stream().noneMatch(effect -> DEFINITIONS.contains(effect.kind()))) {
      return List.of();
    }
    List<Effect> implied = new ArrayList<>();
    session
        .rows(EVENT_TRIGGERS, row -> ObjectName.of(row.text(1), row.text(2)))
        .forEach(
            function ->
                implied.add(
                    Effect.of(EffectKind.CALL, ObjectKind.FUNCTION, function)
                        .with(Qualifier.IMPLICIT)));
    implied.addAll(dependents(effects, relations, session));
    return implied;
  }

  private static List<Effect> dependents(
      List<Effect> effects, Map<ObjectName, Relation> relations, CatalogSession session) {
    Set<Long> dropped = new LinkedHashSet<>();
    for (Effect effect : effects) {
      boolean cascades =
          effect.kind() == EffectKind.DROP
              && effect.has(Qualifier.CASCADE)
              && !effect.has(Qualifier.IMPLICIT);
      relations.values().stream()
          .filter(relation -> cascades && relation.name().equals(effect.object()))
          .forEach(relation -> dropped.add(relation.oid()));
    }
    if (dropped.isEmpty()) {
      return List.of();
    }
    return session.rows(
        DEPENDENTS,
        row ->
            Effect.of(
                    EffectKind.DROP,
                    kind(row.text(1)),
                    ObjectName.of(row.text(2).isEmpty() ? null : row.text(2), row.text(3)))
                .with(Qualifier.IMPLICIT, Qualifier.CASCADE),
        dropped);
  }

  private static ObjectKind kind(String type) {
    return switch (type) {
      case "table" -> ObjectKind.TABLE;
      case "view" -> ObjectKind.VIEW;
      case "materialized view" -> ObjectKind.MATERIALIZED_VIEW;
      case "foreign table" -> ObjectKind.FOREIGN_TABLE;
      case "sequence" -> ObjectKind.SEQUENCE;
      case "function" -> ObjectKind.FUNCTION;
      case "procedure" -> ObjectKind.PROCEDURE;
      case "table constraint" -> ObjectKind.CONSTRAINT;
      case "domain" -> ObjectKind.DOMAIN;
      default -> ObjectKind.OTHER;
    };
  }
}
