package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The facts of functions for a {@link SchemaFingerprint}: those of the names, those behind
 * operators, casts, types and aggregates of the names, and what each of them calls in turn.
 *
 * <p>PostgreSQL keeps no dependencies of a body that is text. A user's function whose name stands
 * in the body counts as called: sooner one too many, which then makes a ticket stale for nothing.
 */
final class FunctionFacts {
  private static final String ASK =
      """
      WITH RECURSIVE name AS MATERIALIZED (
        SELECT a.schema, a.name, coalesce(n.oid, 0) AS namespace
        FROM unnest($1::name[], $2::name[]) a(schema, name)
        LEFT JOIN pg_namespace n ON n.nspname = a.schema OR a.schema = '' AND n.nspname = ANY ($3::name[])
      ), behind(oid) AS (
        SELECT p.oid FROM name a JOIN pg_proc p ON p.proname = a.name AND p.pronamespace = a.namespace
        UNION
        SELECT o.oprcode::oid FROM name a
        JOIN pg_operator o ON o.oprname = a.name AND o.oprnamespace = a.namespace
        WHERE o.oid >= 16384
        UNION
        SELECT k.castfunc FROM name a CROSS JOIN pg_cast k
        JOIN pg_type s ON s.oid = k.castsource JOIN pg_type t ON t.oid = k.casttarget
        WHERE k.castfunc >= 16384 AND a.name::text = concat(s.typname, ' AS ', t.typname)
        UNION
        SELECT x.function
        FROM behind b JOIN pg_proc s ON s.oid = b.oid AND s.oid >= 16384
        CROSS JOIN LATERAL (
          SELECT p.oid FROM pg_proc p, CAST(CASE s.prokind WHEN 'a' THEN ''
                                            ELSE pg_get_functiondef(s.oid) END AS text) text
          WHERE p.oid >= 16384 AND s.prokind <> 'a'
            AND s.prolang NOT IN (SELECT l.oid FROM pg_language l WHERE l.lanname IN ('c', 'internal'))
            AND strpos(lower(text), lower(p.proname)) > 0
            AND (p.proname !~ '^[a-z0-9_]+$' OR text ~* concat('\\m', p.proname, '\\M'))
          UNION ALL
          SELECT u.function FROM pg_aggregate g,
                 unnest(ARRAY[g.aggtransfn::oid, g.aggfinalfn, g.aggcombinefn, g.aggserialfn,
                              g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn])
                   u(function)
          WHERE s.prokind = 'a' AND g.aggfnoid = s.oid AND u.function >= 16384
          OFFSET 0) x(function)
      )
      SELECT DISTINCT concat('function ', p.oid::regprocedure),
             concat(p.prokind, ' owner ', pg_get_userbyid(p.proowner), ' definition ',
                    CASE WHEN p.prokind = 'a' THEN p.proname::text
                         ELSE md5(pg_get_functiondef(p.oid)) END)
      FROM behind b JOIN pg_proc p ON p.oid = b.oid
      """;

  private FunctionFacts() {}

  static List<Map.Entry<String, String>> of(List<ObjectName> names, CatalogSession session) {
    List<ObjectName> asked = new ArrayList<>(names);
    TypeFunctions.named(names.stream().map(ObjectName::name).toList(), session)
        .forEach(found -> asked.add(found.function()));
    return session.rows(
        ASK,
        row -> Map.entry(row.text(1), row.text(2)),
        asked.stream().map(name -> name.schema() == null ? "" : name.schema()).toList(),
        asked.stream().map(ObjectName::name).toList(),
        RelationNames.path(session));
  }
}
