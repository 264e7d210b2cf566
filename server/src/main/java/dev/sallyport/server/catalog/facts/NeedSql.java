package dev.sallyport.server.catalog.facts;

/** Queries for who needs whom, by where PostgreSQL keeps them. */
final class NeedSql {
  /**
   * Who needs whom: the dependent's catalog, object and column number, then what it needs. A view
   * depends through its rule, a default through its column. Row, array and multirange types are
   * told by {@link #ALIASES}; TOAST tables, and what would need itself, are left out.
   */
  static final String NEEDS =
      """
      SELECT
        CASE WHEN w.oid IS NOT NULL AND w.rulename = '_RETURN' OR f.oid IS NOT NULL
             THEN 'pg_class'::regclass::oid ELSE d.classid END,
        CASE WHEN w.oid IS NOT NULL AND w.rulename = '_RETURN' THEN w.ev_class
             WHEN f.oid IS NOT NULL THEN f.adrelid ELSE d.objid END,
        CASE WHEN f.oid IS NOT NULL THEN f.adnum ELSE d.objsubid END,
        d.refclassid, d.refobjid, d.refobjsubid
      FROM pg_depend d
      LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
      LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
      WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
        AND (d.refobjid >= 16384 OR d.refclassid = 'pg_namespace'::regclass)
        AND d.objid >= 16384
        AND NOT (d.deptype = 'i' AND (d.classid IN ('pg_type'::regclass, 'pg_rewrite'::regclass)
          OR d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
            AND d.refobjsubid = 0))
        AND (f.oid IS NULL OR d.refclassid <> 'pg_class'::regclass
          OR (f.adrelid, f.adnum) <> (d.refobjid, d.refobjsubid))
      """;

  /** Members of extensions that other objects can need: catalog, object, extension. */
  static final String MEMBERS =
      """
      SELECT d.classid, d.objid, d.refclassid, d.refobjid FROM pg_depend d
      WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
        AND d.refobjid >= 16384
      """;

  /**
   * Row, array and multirange types, and what they are of; composite types' relations; members of
   * operator classes and families.
   */
  static final String ALIASES =
      """
      SELECT t.oid, CASE WHEN t.typrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END::oid,
             CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE t.typelem END
      FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE t.oid >= 16384
        AND (t.typrelid <> 0 AND c.relkind <> 'c'
             OR EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid))
      UNION ALL
      SELECT c.oid, 'pg_type'::regclass::oid, c.reltype FROM pg_class c
      WHERE c.relkind = 'c' AND c.oid >= 16384
      UNION ALL
      SELECT d.objid, d.refclassid, d.refobjid FROM pg_depend d
      WHERE d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
        AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
      """;

  /** Since PostgreSQL 14. */
  static final String MULTIRANGES =
      """
      SELECT r.rngmultitypid, 'pg_type'::regclass::oid, r.rngtypid FROM pg_range r
      WHERE r.rngmultitypid >= 16384
      """;

  private NeedSql() {}
}
