package dev.sallyport.server.catalog;

/**
 * The expressions that using a relation evaluates, and the functions in them: the part of the
 * question for {@link Neighbours} that ends in {@code typed(oid, link, detail, type)} and {@code
 * called(oid, link, detail, function)}.
 *
 * <p>Functions are read off PostgreSQL's own trees: its dependencies leave the built-in ones out,
 * and those can do harm too. What only a superuser can make, such as the input functions of base
 * types and operator classes, is not looked for.
 */
final class UserExpressions {
  /** The relations asked about. What belongs to the system is not looked into. */
  private static final String RELATIONS =
      """
      WITH RECURSIVE rel AS MATERIALIZED (
        SELECT c.oid, c.relkind, c.relrowsecurity
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = ANY ($1::oid[]) AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      ),
      """;

  /** A row goes to its partition by the keys of all tables above. */
  private static final String ABOVE =
      """
      above(oid, parent) AS (
        SELECT r.oid, r.oid FROM rel r
        UNION
        SELECT a.oid, i.inhparent FROM above a JOIN pg_inherits i ON i.inhrelid = a.parent
      ),
      """;

  private static final String TREES =
      """
      tree(oid, link, detail, tree) AS MATERIALIZED (
        SELECT r.oid, CASE r.relkind WHEN 'm' THEN 'FUNCTION_OF_REFRESHING'
                                     ELSE 'FUNCTION_OF_READING' END, '', w.ev_action::text
        FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename = '_RETURN'
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_READING', '', concat(p.polqual::text, p.polwithcheck::text)
        FROM rel r JOIN pg_policy p ON p.polrelid = r.oid WHERE r.relrowsecurity
        UNION ALL
        SELECT r.oid, CASE WHEN t.attgenerated = 'v' THEN 'FUNCTION_OF_READING'
                           ELSE 'FUNCTION_OF_WRITING' END, '', d.adbin::text
        FROM rel r JOIN pg_attrdef d ON d.adrelid = r.oid
        JOIN pg_attribute t ON t.attrelid = d.adrelid AND t.attnum = d.adnum
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_WRITING', '', k.conbin::text
        FROM rel r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'c'
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_WRITING', '', concat(i.indexprs::text, i.indpred::text)
        FROM rel r JOIN pg_index i ON r.oid IN (i.indrelid, i.indexrelid)
        WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
        UNION ALL
        SELECT a.oid, 'FUNCTION_OF_WRITING', '', p.partexprs::text
        FROM above a JOIN pg_partitioned_table p ON p.partrelid = a.parent
        UNION ALL
        SELECT r.oid, 'TRIGGER', g.tgtype::text, g.tgqual::text
        FROM rel r JOIN pg_trigger g ON g.tgrelid = r.oid
        WHERE g.tgqual IS NOT NULL AND NOT g.tgisinternal AND g.tgenabled <> 'D'
      ),
      """;

  /**
   * The types of columns and of casts that are made of others: their functions are asked for apart,
   * as few tables have one. An enumeration runs nothing. Reading runs them as well: in {@code
   * coalesce(column, '5')} the constant becomes the column's domain.
   */
  private static final String TYPES =
      """
      typed(oid, link, detail, type) AS (
        SELECT x.oid, x.link, x.detail, x.type
        FROM (SELECT r.oid, l.link, '', t.atttypid
              FROM rel r JOIN pg_attribute t ON t.attrelid = r.oid
              CROSS JOIN (VALUES ('FUNCTION_OF_READING'), ('FUNCTION_OF_WRITING')) l(link)
              WHERE t.attnum > 0 AND NOT t.attisdropped AND t.atttypid >= 16384
                AND r.relkind IN ('r', 'p', 'f', 'm')
              UNION
              SELECT e.oid, e.link, e.detail, m[1]::oid
              FROM tree e, regexp_matches(e.tree, ':resulttype ([1-9][0-9]{4,})', 'g') m
             ) x(oid, link, detail, type)
        JOIN pg_type y ON y.oid = x.type AND (y.typtype NOT IN ('e', 'b') OR y.typelem <> 0)
      ),
      """;

  private static final String FUNCTIONS =
      """
      called(oid, link, detail, function) AS (
        SELECT DISTINCT e.oid, e.link, e.detail, m[1]::oid
        FROM tree e,
             regexp_matches(e.tree,
               ':(?:funcid|opfuncid|aggfnoid|winfnoid) ([1-9][0-9]*)', 'g') m
        UNION ALL
        SELECT r.oid, 'FUNCTION_OF_WRITING', '', d.refobjid
        FROM rel r JOIN pg_statistic_ext s ON s.stxrelid = r.oid
        JOIN pg_depend d ON d.classid = 'pg_statistic_ext'::regclass AND d.objid = s.oid
          AND d.refclassid = 'pg_proc'::regclass
      )
      """;

  static final String CALLED = RELATIONS + ABOVE + TREES + TYPES + FUNCTIONS;

  private UserExpressions() {}
}
