package dev.sallyport.server.catalog;

/**
 * Which extension a function belongs to, as far as that says what it does. A member counts only
 * where nobody but a superuser can have written it: the owner of an extension may add functions of
 * their own to it. What PostgreSQL itself makes along with a range type counts as an extension of
 * its own.
 */
final class Membership {
  /**
   * A scalar query over the row {@code p} of {@code pg_proc}; null where it is no extension's.
   * Languages 12 and 13 are {@code internal} and {@code c}; every aggregate is said to be of 12.
   */
  static final String OF_FUNCTION =
      """
      CASE WHEN p.prolang = 12 AND p.prosrc ~ '^(range|multirange)_constructor[0-3]$'
           THEN 'range_types' ELSE
      (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
       WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
         AND d.refclassid = 'pg_extension'::regclass
         AND (p.prolang IN (12, 13) AND p.prokind <> 'a'
              OR EXISTS (SELECT FROM pg_roles r WHERE r.oid = p.proowner AND r.rolsuper)))
      END
      """;

  private Membership() {}
}
