package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.Collection;
import java.util.List;

/**
 * The functions that run where a value becomes one of a type: the checks and the default of a
 * domain, and of every domain inside, be it in an array, a row type, a range or another domain. Of
 * a range also the one that tells how far two bounds are apart: planning a comparison calls it.
 */
final class TypeFunctions {
  /**
   * A domain's base, an array's elements, a row type's columns, a range's bounds, a multirange's
   * range, and what a domain's own expressions cast to; of a type that is named its input function
   * too. Asked a type at a time, since a planner that guesses at recursion plans for millions.
   */
  private static final String ASK =
      """
      WITH RECURSIVE made(seed, type) AS (
        SELECT t.oid, t.oid FROM pg_type t
        WHERE t.oid >= 16384 AND (t.oid = ANY ($1::oid[]) OR t.typname = ANY ($2::name[]))
        UNION
        SELECT y.seed, x.part
        FROM made y JOIN pg_type p ON p.oid = y.type
        CROSS JOIN LATERAL (
          SELECT p.typbasetype WHERE p.typbasetype <> 0
          UNION ALL SELECT p.typelem WHERE p.typelem <> 0
          UNION ALL SELECT c.atttypid FROM pg_attribute c
            WHERE p.typrelid <> 0 AND c.attrelid = p.typrelid AND c.attnum > 0
              AND NOT c.attisdropped
          UNION ALL SELECT g.rngsubtype FROM pg_range g WHERE p.typtype = 'r' AND g.rngtypid = p.oid
          UNION ALL SELECT d.refobjid FROM pg_depend d
            WHERE p.typtype = 'm' AND d.classid = 'pg_type'::regclass AND d.objid = p.oid
              AND d.refclassid = 'pg_type'::regclass
          UNION ALL SELECT z[1]::oid
            FROM (SELECT k.conbin::text FROM pg_constraint k
                  WHERE p.typtype = 'd' AND k.contypid = p.oid
                  UNION ALL SELECT p.typdefaultbin::text WHERE p.typdefaultbin IS NOT NULL) e(tree),
                 regexp_matches(e.tree, ':resulttype ([1-9][0-9]{4,})', 'g') z
          OFFSET 0) x(part)
        WHERE x.part >= 16384
      )
      SELECT DISTINCT s.oid, n.nspname, s.typname, f.nspname, f.proname, f.extname
      FROM made y JOIN pg_type s ON s.oid = y.seed JOIN pg_namespace n ON n.oid = s.typnamespace
      CROSS JOIN LATERAL (
        SELECT p.typinput::oid FROM pg_type p
        WHERE p.oid = y.seed AND p.typtype = 'b' AND p.typcategory <> 'A'
          AND p.typname = ANY ($2::name[])
        UNION ALL
        SELECT g.rngsubdiff::oid FROM pg_range g WHERE g.rngtypid = y.type AND g.rngsubdiff <> 0
        UNION ALL
        SELECT m[1]::oid
        FROM (SELECT k.conbin::text FROM pg_constraint k WHERE k.contypid = y.type
              UNION ALL
              SELECT p.typdefaultbin::text FROM pg_type p
              WHERE p.oid = y.type AND p.typdefaultbin IS NOT NULL) e(tree),
             regexp_matches(e.tree,
               ':(?:funcid|opfuncid|aggfnoid|winfnoid) ([1-9][0-9]*)', 'g') m
        OFFSET 0) x(function)
      CROSS JOIN LATERAL (
        SELECT fn.nspname, p.proname,
      """
          + Membership.OF_FUNCTION
          + """
            FROM pg_proc p JOIN pg_namespace fn ON fn.oid = p.pronamespace WHERE p.oid = x.function
            OFFSET 0) f(nspname, proname, extname)
          """;

  /**
   * A function that a type brings.
   *
   * @param type the number of the type that was asked about, and {@code typeName} its name
   * @param extension the extension that the function belongs to; empty where to none
   */
  record Found(long type, ObjectName typeName, ObjectName function, String extension) {}

  private TypeFunctions() {}

  /** Of the types with these numbers. */
  static List<Found> of(Collection<Long> types, CatalogSession session) {
    return types.isEmpty()
        ? List.of()
        : session.rows(ASK, TypeFunctions::found, types, List.<String>of());
  }

  /** Of all types with these names, in whatever schema. */
  static List<Found> named(Collection<String> names, CatalogSession session) {
    return names.isEmpty()
        ? List.of()
        : session.rows(ASK, TypeFunctions::found, List.<String>of(), names);
  }

  private static Found found(CatalogRow row) {
    String extension = row.textOrNull(6);
    return new Found(
        row.number(1),
        ObjectName.of(row.text(2), row.text(3)),
        ObjectName.of(row.text(4), row.text(5)),
        extension == null ? "" : extension);
  }
}
