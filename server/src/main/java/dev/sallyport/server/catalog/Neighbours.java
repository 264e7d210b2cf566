package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.catalog.Neighbour.Link;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks what hangs on relations.
 *
 * <p>The functions that make JSON (type 114) of a value call its type's cast to it, which nothing
 * in a view's tree tells: a view counts as calling every user's.
 */
final class Neighbours {
  /** One query for a whole level. */
  private static final String ASK =
      UserExpressions.CALLED
          + """
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
          WHERE r.relkind IN ('v', 'm')
          UNION ALL
          SELECT DISTINCT r.oid, 'CONSULTED', c.oid, n.nspname, c.relname, c.relkind, '',
                 NULL::text[], ''
          FROM rel r JOIN pg_policy p ON p.polrelid = r.oid
          JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
            AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.oid
          JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE r.relrowsecurity
          UNION ALL
          SELECT r.oid, 'ROUTED', r.oid, n.nspname, c.relname, c.relkind,
                 CASE WHEN p.partexprs IS NULL THEN '' ELSE 'expression' END,
                 ARRAY(SELECT t.attname::text FROM pg_attribute t
                       WHERE t.attrelid = r.oid AND t.attnum = ANY (p.partattrs::int2[])), ''
          FROM rel r JOIN pg_partitioned_table p ON p.partrelid = r.oid
          JOIN pg_class c ON c.oid = r.oid JOIN pg_namespace n ON n.oid = c.relnamespace
          UNION ALL
          SELECT r.oid, 'CAST', 0, n.nspname, p.proname, ' ',
                 k.castcontext::text, NULL::text[], coalesce(
          """
          + Membership.OF_FUNCTION
          + """
          , '')
          FROM rel r CROSS JOIN pg_cast k JOIN pg_proc p ON p.oid = k.castfunc
          JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE k.castfunc >= 16384 AND k.castcontext <> 'e'
            AND EXISTS (SELECT FROM pg_attribute t JOIN pg_type y ON y.oid = t.atttypid
                        WHERE t.attrelid = r.oid AND t.attnum > 0
                          AND (y.typtype NOT IN ('b', 'e')
                               OR k.casttarget IN (y.oid, y.typelem)
                               OR k.castcontext = 'i' AND k.castsource IN (y.oid, y.typelem)))
          UNION ALL
          SELECT r.oid, CASE r.relkind WHEN 'm' THEN 'FUNCTION_OF_REFRESHING'
                                       ELSE 'FUNCTION_OF_READING' END,
                 0, n.nspname, p.proname, ' ', '', NULL::text[], coalesce(
          """
          + Membership.OF_FUNCTION
          + """
          , '')
          FROM rel r CROSS JOIN pg_cast k JOIN pg_proc p ON p.oid = k.castfunc
          JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE k.castfunc >= 16384 AND k.casttarget = 114
            AND (r.relkind IN ('v', 'm') OR r.relrowsecurity)
          UNION ALL
          SELECT r.oid, 'LOCKING', r.oid, n.nspname, c.relname, c.relkind, '', NULL::text[], ''
          FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename = '_RETURN'
          JOIN pg_class c ON c.oid = r.oid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE w.ev_action::text LIKE '%:rowMarks (%'
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
                 NULL::text[], coalesce(
          """
          + Membership.OF_FUNCTION
          + """
          , '')
          FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
          JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE g.tgrelid IN (SELECT oid FROM rel) AND NOT g.tgisinternal AND g.tgenabled <> 'D'
          UNION ALL
          SELECT w.ev_class, 'RULE', 0, n.nspname, concat(c.relname, '.', w.rulename), ' ',
                 w.ev_type::text, NULL::text[], ''
          FROM pg_rewrite w JOIN rel r ON r.oid = w.ev_class JOIN pg_class c ON c.oid = r.oid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE w.rulename <> '_RETURN' AND w.ev_enabled <> 'D'
          UNION ALL
          SELECT y.oid, 'TYPE', y.type, '', y.link, ' ', y.detail, NULL::text[], ''
          FROM typed y
          UNION ALL
          SELECT k.oid, k.link, 0, f.nspname, f.proname, ' ', k.detail, NULL::text[],
                 coalesce(f.extname, '')
          FROM called k CROSS JOIN LATERAL (
            SELECT n.nspname, p.proname,
          """
          + Membership.OF_FUNCTION
          + """
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = k.function
            OFFSET 0) f(nspname, proname, extname)
          """;

  private Neighbours() {}

  static List<Neighbour> of(Collection<Long> relations, CatalogSession session) {
    if (relations.isEmpty()) {
      return List.of();
    }
    List<Neighbour> neighbours =
        new ArrayList<>(session.rows(ASK, Neighbours::neighbour, relations));
    List<Neighbour> typed = neighbours.stream().filter(n -> n.link() == Link.TYPE).toList();
    neighbours.removeAll(typed);
    neighbours.addAll(ofTypes(typed, session));
    neighbours.addAll(PlannedFunctions.of(neighbours, session));
    return neighbours;
  }

  /** A type stands for its functions; its row's name says how they hang on the relation. */
  private static List<Neighbour> ofTypes(List<Neighbour> typed, CatalogSession session) {
    Set<Long> types = typed.stream().map(Neighbour::to).collect(Collectors.toSet());
    List<Neighbour> neighbours = new ArrayList<>();
    for (TypeFunctions.Found found : TypeFunctions.of(types, session)) {
      for (Neighbour type : typed) {
        if (type.to() == found.type()) {
          neighbours.add(
              new Neighbour(
                  type.from(),
                  Link.valueOf(type.name().name()),
                  0,
                  found.function(),
                  ' ',
                  type.detail(),
                  Set.of(),
                  found.extension()));
        }
      }
    }
    return neighbours;
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
