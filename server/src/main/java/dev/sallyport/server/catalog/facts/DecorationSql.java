package dev.sallyport.server.catalog.facts;

/** Queries for what any object can have: a comment, labels, privileges. */
final class DecorationSql {
  /** Catalog, object, column number, comment. */
  static final String COMMENTS =
      """
      SELECT d.classoid, d.objoid, d.objsubid, d.description FROM pg_description d
      WHERE d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass
      """;

  /** Catalog, object, column number, provider and label. */
  static final String LABELS =
      """
      SELECT s.classoid, s.objoid, s.objsubid, s.provider || ': ' || s.label FROM pg_seclabel s
      WHERE s.objoid >= 16384 ORDER BY 4
      """;

  /** Catalog, object, column number, who may do what, what is usual. */
  static final String PRIVILEGES =
      """
      WITH acl AS (
        SELECT 'pg_class'::regclass::oid AS class, oid, 0 AS sub, relowner AS owner, relacl AS acl,
               acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner) AS usual
        FROM pg_class WHERE relacl IS NOT NULL AND oid >= 16384
        UNION ALL
        SELECT 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, NULL
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attacl IS NOT NULL AND c.oid >= 16384
        UNION ALL
        SELECT 'pg_namespace'::regclass, oid, 0, nspowner, nspacl, acldefault('n', nspowner)
        FROM pg_namespace WHERE nspacl IS NOT NULL
        UNION ALL
        SELECT 'pg_proc'::regclass, oid, 0, proowner, proacl, acldefault('f', proowner)
        FROM pg_proc WHERE proacl IS NOT NULL AND oid >= 16384
        UNION ALL
        SELECT 'pg_type'::regclass, oid, 0, typowner, typacl, acldefault('T', typowner)
        FROM pg_type WHERE typacl IS NOT NULL AND oid >= 16384
        UNION ALL
        SELECT 'pg_language'::regclass, oid, 0, lanowner, lanacl, acldefault('l', lanowner)
        FROM pg_language WHERE lanacl IS NOT NULL AND oid >= 16384
        UNION ALL
        SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwowner, fdwacl,
               acldefault('F', fdwowner)
        FROM pg_foreign_data_wrapper WHERE fdwacl IS NOT NULL
        UNION ALL
        SELECT 'pg_foreign_server'::regclass, oid, 0, srvowner, srvacl, acldefault('S', srvowner)
        FROM pg_foreign_server WHERE srvacl IS NOT NULL
      ), one AS (
        SELECT a.class, a.oid, a.sub, 1 AS which, a.owner, x.grantee, x.grantor, x.privilege_type,
               x.is_grantable
        FROM acl a, aclexplode(a.acl) x
        UNION ALL
        SELECT a.class, a.oid, a.sub, 2, a.owner, x.grantee, x.grantor, x.privilege_type,
               x.is_grantable
        FROM acl a, aclexplode(a.usual) x
      ), spoken AS (
        SELECT class, oid, sub, which,
               CASE WHEN grantee = 0 THEN 'PUBLIC' WHEN grantee = owner THEN '(owner)'
                    ELSE quote_ident(pg_get_userbyid(grantee)) END AS who,
               jsonb_agg(privilege_type || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
                 || CASE WHEN grantor <> owner THEN ' BY ' || quote_ident(pg_get_userbyid(grantor))
                         ELSE '' END ORDER BY privilege_type) AS what
        FROM one GROUP BY 1, 2, 3, 4, 5
      )
      SELECT class, oid, sub,
             coalesce(jsonb_object_agg(who, what) FILTER (WHERE which = 1), '{}'),
             coalesce(jsonb_object_agg(who, what) FILTER (WHERE which = 2), '{}')
      FROM spoken GROUP BY 1, 2, 3
      """;

  private DecorationSql() {}
}
