package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.database.CatalogSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the facts of a {@link SchemaFingerprint}. */
final class FingerprintFacts {
  private static final String OF_RELATIONS =
      """
      WITH rel AS MATERIALIZED (
        SELECT c.*, concat(n.nspname, '.', c.relname) AS name
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = ANY ($1::oid[])
      )
      SELECT r.name, concat('relation ', r.relkind, ' owner ', pg_get_userbyid(r.relowner),
             ' row security ', r.relrowsecurity, r.relforcerowsecurity, ' ', r.relpersistence,
             ' partition ', pg_get_expr(r.relpartbound, r.oid), ' key ',
             CASE WHEN r.relkind = 'p' THEN pg_get_partkeydef(r.oid) END)
      FROM rel r
      UNION ALL
      SELECT concat(r.name, ' column ', t.attname),
             concat(format_type(t.atttypid, t.atttypmod), CASE WHEN t.attnotnull THEN ' not null' END,
                    ' default ' || pg_get_expr(d.adbin, d.adrelid),
                    ' generated ' || nullif(t.attgenerated::text, ''),
                    ' identity ' || nullif(t.attidentity::text, ''),
                    ' collation ' || nullif(t.attcollation, y.typcollation)::regcollation::text)
      FROM rel r JOIN pg_attribute t ON t.attrelid = r.oid AND t.attnum > 0 AND NOT t.attisdropped
      JOIN pg_type y ON y.oid = t.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = t.attrelid AND d.adnum = t.attnum
      WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
      UNION ALL
      SELECT concat(r.name, ' constraint ', k.conname),
             concat(pg_get_constraintdef(k.oid), ' validated ', k.convalidated)
      FROM rel r JOIN pg_constraint k ON k.conrelid = r.oid
      UNION ALL
      SELECT concat(r.name, ' referenced by ', k.conrelid::regclass, ' constraint ', k.conname),
             pg_get_constraintdef(k.oid)
      FROM rel r JOIN pg_constraint k ON k.confrelid = r.oid AND k.contype = 'f'
      UNION ALL
      SELECT concat(r.name, ' index ', i.indexrelid::regclass),
             concat(pg_get_indexdef(i.indexrelid), ' valid ', i.indisvalid)
      FROM rel r JOIN pg_index i ON i.indrelid = r.oid
      UNION ALL
      SELECT concat(r.name, ' trigger ', g.tgname),
             concat(pg_get_triggerdef(g.oid), ' enabled ', g.tgenabled, ' function ',
                    md5(pg_get_functiondef(p.oid)))
      FROM rel r JOIN pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
      JOIN pg_proc p ON p.oid = g.tgfoid
      UNION ALL
      SELECT concat(r.name, ' rule ', w.rulename),
             concat(pg_get_ruledef(w.oid), ' enabled ', w.ev_enabled)
      FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid
      UNION ALL
      SELECT concat(r.name, ' policy ', p.polname),
             concat(p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
                    ' using ', pg_get_expr(p.polqual, r.oid),
                    ' check ', pg_get_expr(p.polwithcheck, r.oid))
      FROM rel r JOIN pg_policy p ON p.polrelid = r.oid
      UNION ALL
      SELECT DISTINCT concat(r.name, ' seen by ', v.oid::regclass), md5(pg_get_viewdef(v.oid))
      FROM rel r JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = r.oid
        AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class
      WHERE v.oid <> r.oid AND v.relkind IN ('v', 'm')
      UNION ALL
      SELECT concat(r.name, CASE WHEN i.inhparent = r.oid THEN ' child ' ELSE ' parent ' END,
                    CASE WHEN i.inhparent = r.oid THEN i.inhrelid ELSE i.inhparent END::regclass),
             'inherits'
      FROM rel r JOIN pg_inherits i ON r.oid IN (i.inhparent, i.inhrelid)
      UNION ALL
      SELECT DISTINCT concat(r.name, ' type ', format_type(y.oid, NULL)),
             concat(y.typtype,
               (SELECT string_agg(quote_literal(m.enumlabel), ',' ORDER BY m.enumsortorder)
                FROM pg_enum m WHERE m.enumtypid = y.oid),
               (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname)
                FROM pg_constraint k WHERE k.contypid = y.oid))
      FROM rel r JOIN pg_attribute t ON t.attrelid = r.oid AND t.attnum > 0 AND NOT t.attisdropped
      JOIN pg_type y ON y.oid = t.atttypid AND y.typtype IN ('e', 'd')
      """;

  /** What is no relation and no function: every type and schema of the name. */
  private static final String OF_OTHERS =
      """
      WITH name AS (
        SELECT a.schema, a.name FROM unnest($1::name[], $2::name[]) a(schema, name)
      )
      SELECT concat('type ', format_type(y.oid, NULL)),
             concat(y.typtype,
               (SELECT string_agg(quote_literal(m.enumlabel), ',' ORDER BY m.enumsortorder)
                FROM pg_enum m WHERE m.enumtypid = y.oid),
               (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname)
                FROM pg_constraint k WHERE k.contypid = y.oid))
      FROM name a JOIN pg_type y ON y.typname = a.name
      JOIN pg_namespace n ON n.oid = y.typnamespace
      WHERE y.typtype IN ('e', 'd', 'r', 'b')
        AND (n.nspname = a.schema OR a.schema = '' AND n.nspname = ANY ($3::name[]))
      UNION ALL
      SELECT concat('schema ', n.nspname), pg_get_userbyid(n.nspowner)
      FROM name a JOIN pg_namespace n ON n.nspname = a.name WHERE a.schema = ''
      """;

  private FingerprintFacts() {}

  static SchemaFingerprint of(Set<ObjectName> objects, CatalogSession session) {
    Map<String, String> facts = new TreeMap<>();
    Map<ObjectName, Relation> relations = RelationNames.find(objects, session);
    for (ObjectName name : objects) {
      if (!relations.containsKey(name)) {
        facts.put(name.toString(), "no relation");
      }
    }
    collect(
        facts,
        session.rows(
            OF_RELATIONS,
            row -> Map.entry(row.text(1), row.text(2)),
            relations.values().stream().map(Relation::oid).distinct().toList()));
    List<ObjectName> others =
        objects.stream().filter(name -> !relations.containsKey(name)).toList();
    if (!others.isEmpty()) {
      collect(
          facts,
          session.rows(
              OF_OTHERS,
              row -> Map.entry(row.text(1), row.text(2)),
              others.stream().map(name -> name.schema() == null ? "" : name.schema()).toList(),
              others.stream().map(ObjectName::name).toList(),
              RelationNames.path(session)));
      collect(facts, FunctionFacts.of(others, session));
    }
    return new SchemaFingerprint(new LinkedHashMap<>(facts));
  }

  private static void collect(Map<String, String> facts, List<Map.Entry<String, String>> rows) {
    rows.forEach(
        fact -> facts.merge(fact.getKey(), fact.getValue(), (one, other) -> one + "; " + other));
  }
}
