package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.catalog.Neighbour.Link;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Asks what hangs on relations. */
final class Neighbours {
  /**
   * One query for a whole level. Functions in expressions are read off PostgreSQL's own trees: its
   * dependencies leave the built-in ones out, and those can do harm too. What belongs to the system
   * is not looked into.
   */
  private static final String ASK =
      """
      WITH rel AS MATERIALIZED (
        SELECT c.oid, c.relkind, c.relrowsecurity
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = ANY ($1::oid[]) AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      ), expression AS (
        SELECT r.oid, 'FUNCTION_OF_READING' AS link, w.ev_action::text AS tree
        FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename = '_RETURN'
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_READING', concat(p.polqual::text, p.polwithcheck::text)
        FROM rel r JOIN pg_policy p ON p.polrelid = r.oid WHERE r.relrowsecurity
        UNION ALL
        SELECT r.oid, CASE WHEN t.attgenerated = 'v' THEN 'FUNCTION_OF_READING'
                           ELSE 'FUNCTION_OF_WRITING' END, d.adbin::text
        FROM rel r JOIN pg_attrdef d ON d.adrelid = r.oid
        JOIN pg_attribute t ON t.attrelid = d.adrelid AND t.attnum = d.adnum
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_WRITING', k.conbin::text
        FROM rel r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'c'
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_WRITING', k.conbin::text
        FROM rel r JOIN pg_attribute t ON t.attrelid = r.oid AND t.attnum > 0
        JOIN pg_constraint k ON k.contypid = t.atttypid AND k.contypid <> 0
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_WRITING', concat(i.indexprs::text, i.indpred::text)
        FROM rel r JOIN pg_index i ON i.indrelid = r.oid
        WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
      ), called AS (
        SELECT DISTINCT e.oid, e.link, m[1]::oid AS function
        FROM expression e,
             regexp_matches(e.tree,
               ':(?:funcid|opfuncid|aggfnoid|winfnoid) ([1-9][0-9]*)', 'g') m
      )
      SELECT i.inhparent, 'CHILD', c.oid, n.nspname, c.relname, c.relkind, '', NULL::text[], ''
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE i.inhparent IN (SELECT oid FROM rel) AND c.relkind IN ('r', 'p', 'f')
      UNION ALL
      SELECT DISTINCT r.oid, 'BELOW', c.oid, n.nspname, c.relname, c.relkind, '', NULL::text[], ''
      FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename = '_RETURN'
      JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.oid
      JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE r.relkind = 'v'
      UNION ALL
      SELECT k.confrelid, x.link, c.oid, n.nspname, c.relname, c.relkind, x.action,
             ARRAY(SELECT t.attname::text FROM pg_attribute t
                   WHERE t.attrelid = k.confrelid AND t.attnum = ANY (k.confkey)), ''
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL (VALUES ('ON_DELETE', k.confdeltype::text),
        ('ON_UPDATE', k.confupdtype::text), ('REFERENCING', '')) x(link, action)
      WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM rel)
        AND x.action NOT IN ('a', 'r')
      UNION ALL
      SELECT g.tgrelid, 'TRIGGER', 0, n.nspname, p.proname, ' ', g.tgtype::text,
             NULL::text[], coalesce(e.extname, '')
      FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
      JOIN pg_namespace n ON n.oid = p.pronamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
        AND d.deptype = 'e'
      LEFT JOIN pg_extension e ON e.oid = d.refobjid
      WHERE g.tgrelid IN (SELECT oid FROM rel) AND NOT g.tgisinternal AND g.tgenabled <> 'D'
      UNION ALL
      SELECT w.ev_class, 'RULE', 0, n.nspname, concat(c.relname, '.', w.rulename), ' ',
             w.ev_type::text, NULL::text[], ''
      FROM pg_rewrite w JOIN rel r ON r.oid = w.ev_class JOIN pg_class c ON c.oid = r.oid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE w.rulename <> '_RETURN' AND w.ev_enabled <> 'D'
      UNION ALL
      SELECT k.oid, k.link, 0, n.nspname, p.proname, ' ', '', NULL::text[],
             coalesce(e.extname, '')
      FROM called k JOIN pg_proc p ON p.oid = k.function
      JOIN pg_namespace n ON n.oid = p.pronamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
        AND d.deptype = 'e'
      LEFT JOIN pg_extension e ON e.oid = d.refobjid
      """;

  private Neighbours() {}

  static List<Neighbour> of(Collection<Long> relations, CatalogSession session) {
    return relations.isEmpty() ? List.of() : session.rows(ASK, Neighbours::neighbour, relations);
  }

  private static Neighbour neighbour(CatalogRow row) {
    return new Neighbour(
        row.number(1),
        Link.valueOf(row.text(2)),
        row.number(3),
        ObjectName.of(row.text(4), row.text(5)),
        row.text(6).isEmpty() ? ' ' : row.text(6).charAt(0),
        row.text(7),
        Set.copyOf(row.texts(8)),
        row.text(9));
  }
}
