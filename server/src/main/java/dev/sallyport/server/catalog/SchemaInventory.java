package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every object that users made in a database, with the DDL that PostgreSQL prints for it.
 *
 * <p>Left out: what belongs to an extension or to PostgreSQL itself, temporary objects, aggregates'
 * definitions, privileges on other things than tables, sequences and schemas, owners, storage
 * settings, publications, event triggers, casts, operators and text search.
 */
public final class SchemaInventory {
  private static final String EVERYTHING =
      """
      WITH own AS (
        SELECT oid, nspname FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      ), member AS (
        SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
      ), relation AS (
        SELECT c.oid, n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
               c.relacl, c.relowner
        FROM pg_class c JOIN own n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c') AND c.relpersistence <> 't'
          AND (c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_class'::regclass))
      )
      SELECT 'SCHEMA', NULL, NULL, nspname::text, '', obj_description(oid, 'pg_namespace'), true
      FROM own
      UNION ALL
      SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW'
                          WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
             nspname, NULL, relname,
             CASE WHEN relkind IN ('r', 'p')
                  THEN format('ALTER TABLE %I.%I %s ROW LEVEL SECURITY, %s ROW LEVEL SECURITY',
                              nspname, relname,
                              CASE WHEN relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END,
                              CASE WHEN relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END)
                  WHEN relkind = 'v'
                  THEN format('CREATE VIEW %I.%I AS %s', nspname, relname, pg_get_viewdef(oid))
                  WHEN relkind = 'm'
                  THEN format('CREATE MATERIALIZED VIEW %I.%I AS %s', nspname, relname,
                              pg_get_viewdef(oid))
                  ELSE '' END,
             obj_description(oid, 'pg_class'), true
      FROM relation WHERE relkind <> 'c'
      UNION ALL
      SELECT 'COLUMN', r.nspname, r.relname, a.attname,
             format('ALTER TABLE %1$I.%2$I ALTER %3$I TYPE %4$s, ALTER %3$I %5$s NOT NULL, '
                    'ALTER %3$I %6$s', r.nspname, r.relname, a.attname,
                    format_type(a.atttypid, a.atttypmod),
                    CASE WHEN a.attnotnull THEN 'SET' ELSE 'DROP' END,
                    CASE WHEN d.oid IS NULL OR a.attgenerated <> '' THEN 'DROP DEFAULT'
                         ELSE 'SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END)
             || CASE WHEN a.attgenerated <> ''
                     THEN format(', ALTER %I SET EXPRESSION AS (%s)', a.attname,
                                 pg_get_expr(d.adbin, d.adrelid))
                     WHEN a.attidentity <> ''
                     THEN format(', ALTER %I ADD GENERATED %s AS IDENTITY', a.attname,
                                 CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END)
                     ELSE '' END,
             col_description(r.oid, a.attnum), true
      FROM relation r
      JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
      WHERE r.relkind IN ('r', 'p', 'f', 'c')
      UNION ALL
      SELECT 'CONSTRAINT', r.nspname, r.relname, k.conname,
             format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', r.nspname, r.relname, k.conname,
                    pg_get_constraintdef(k.oid)),
             obj_description(k.oid, 'pg_constraint'), k.convalidated
      FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid
      WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
      UNION ALL
      SELECT 'INDEX', r.nspname, NULL, c.relname, pg_get_indexdef(c.oid),
             obj_description(c.oid, 'pg_class'), i.indisvalid
      FROM relation r
      JOIN pg_index i ON i.indrelid = r.oid
      JOIN pg_class c ON c.oid = i.indexrelid
      UNION ALL
      SELECT 'TYPE', n.nspname, NULL, t.typname,
             CASE WHEN t.typtype = 'd'
                  THEN format('CREATE DOMAIN %I.%I AS %s%s%s%s', n.nspname, t.typname,
                              format_type(t.typbasetype, t.typtypmod),
                              ' DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN ' NOT NULL' END,
                              (SELECT string_agg(' ' || pg_get_constraintdef(k.oid), '')
                               FROM pg_constraint k
                               WHERE k.contypid = t.oid AND k.contype = 'c'))
                  ELSE '' END,
             obj_description(t.oid, 'pg_type'), true
      FROM pg_type t JOIN own n ON n.oid = t.typnamespace
      LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE (t.typtype IN ('e', 'd') OR t.typtype = 'c' AND c.relkind = 'c')
        AND t.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_type'::regclass)
      UNION ALL
      SELECT * FROM (
        SELECT 'ENUM_VALUE', n.nspname, t.typname, e.enumlabel, '', NULL, true
        FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN own n ON n.oid = t.typnamespace
        WHERE t.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_type'::regclass)
        ORDER BY n.nspname, t.typname, e.enumsortorder) AS labels
      UNION ALL
      SELECT 'FUNCTION', n.nspname, NULL,
             p.proname || '(' || coalesce((
               SELECT string_agg(CASE WHEN t.typcategory = 'A' AND t.typelem <> 0
                                      THEN e.typname || '[]' ELSE t.typname::text END,
                                 ',' ORDER BY a.position)
               FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, position)
               JOIN pg_type t ON t.oid = a.type
               LEFT JOIN pg_type e ON e.oid = t.typelem), '') || ')',
             CASE WHEN p.prokind IN ('f', 'p', 'w') THEN pg_get_functiondef(p.oid) ELSE '' END,
             obj_description(p.oid, 'pg_proc'), true
      FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
      WHERE p.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_proc'::regclass)
      UNION ALL
      SELECT 'TRIGGER', r.nspname, r.relname, t.tgname, pg_get_triggerdef(t.oid),
             obj_description(t.oid, 'pg_trigger'), t.tgenabled <> 'D'
      FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid
      WHERE NOT t.tgisinternal
      UNION ALL
      SELECT 'POLICY', r.nspname, r.relname, p.polname,
             format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s%s%s',
                    p.polname, r.nspname, r.relname,
                    CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                    CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                                  WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                    (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC'
                                            ELSE quote_ident(pg_get_userbyid(role)) END, ', ')
                     FROM unnest(p.polroles) AS role),
                    ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                    ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'),
             obj_description(p.oid, 'pg_policy'), true
      FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
      UNION ALL
      SELECT 'RULE', r.nspname, r.relname, w.rulename, pg_get_ruledef(w.oid),
             obj_description(w.oid, 'pg_rewrite'),
             w.ev_enabled <> 'D'
      FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
      WHERE w.rulename <> '_RETURN'
      UNION ALL
      SELECT 'PRIVILEGE', r.nspname, r.relname,
             CASE WHEN r.relacl IS NULL THEN 'ALL to ' || pg_get_userbyid(r.relowner)
                  ELSE a.privilege_type || ' to '
                       || CASE WHEN a.grantee = 0 THEN 'PUBLIC'
                               ELSE pg_get_userbyid(a.grantee) END END,
             '', NULL, true
      FROM relation r LEFT JOIN LATERAL aclexplode(r.relacl) a ON true
      WHERE r.relkind <> 'c' AND (r.relacl IS NULL OR a.grantee IS NOT NULL)
      UNION ALL
      SELECT 'PRIVILEGE', n.nspname, NULL,
             a.privilege_type || ' to ' || CASE WHEN a.grantee = 0 THEN 'PUBLIC'
                                                ELSE pg_get_userbyid(a.grantee) END,
             '', NULL, true
      FROM own n JOIN pg_namespace s ON s.oid = n.oid
      CROSS JOIN LATERAL aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) a
      UNION ALL
      SELECT 'EXTENSION', NULL, NULL, extname, '', NULL, true FROM pg_extension
      """;

  private final Map<SchemaObject, Entry> entries;

  private SchemaInventory(Map<SchemaObject, Entry> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * What is known of an object.
   *
   * @param ddl statements that make it so, as PostgreSQL prints them; empty where it has no print
   * @param comment empty where there is none
   * @param sound false for an index left behind by a failed build, a constraint that was not
   *     validated, a trigger or rule that is switched off
   */
  public record Entry(SchemaObject object, String ddl, String comment, boolean sound) {}

  /** Takes stock of the database as this transaction sees it. */
  public static SchemaInventory read(CatalogSession session) {
    Map<SchemaObject, Entry> entries = new LinkedHashMap<>();
    for (Entry entry : session.rows(EVERYTHING, SchemaInventory::entry)) {
      entries.put(entry.object(), entry);
    }
    return new SchemaInventory(entries);
  }

  private static Entry entry(CatalogRow row) {
    SchemaObject object =
        new SchemaObject(
            SchemaKind.valueOf(row.text(1)), row.textOrNull(2), row.textOrNull(3), row.text(4));
    @Nullable String comment = row.textOrNull(6);
    return new Entry(object, row.text(5), comment == null ? "" : comment, row.flag(7));
  }

  /** The object of that name; empty where there is none. */
  public Optional<Entry> find(SchemaObject object) {
    return Optional.ofNullable(entries.get(object));
  }

  /** Everything, by name; values of an enum in their order. */
  public Map<SchemaObject, Entry> entries() {
    return entries;
  }
}
