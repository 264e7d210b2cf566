package dev.sallyport.server.catalog.facts;

/**
 * Queries for relations and their parts. All answer: kind, catalog, object id, column number,
 * schema, owner, name, signature, properties as JSON.
 */
final class RelationSql {
  /** What users made: {@code own} schemas, and what belongs to an extension. */
  static final String OWN =
      """
      WITH own AS MATERIALIZED (
        SELECT oid, nspname FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      ), member AS MATERIALIZED (
        SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
      ), rel AS MATERIALIZED (
        SELECT c.*, n.nspname AS schema FROM pg_class c JOIN own n ON n.oid = c.relnamespace
        WHERE c.relpersistence <> 't'
          AND c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_class'::regclass)
      )
      """;

  static final String RELATIONS =
      OWN
          + """
          SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW'
                                WHEN 'f' THEN 'FOREIGN_TABLE' ELSE 'TABLE' END,
                 'pg_class'::regclass::oid, c.oid, 0, c.schema, '', c.relname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(c.relowner),
              'unlogged', CASE WHEN c.relpersistence = 'u' THEN true END,
              'partitionedBy', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
              'bound', pg_get_expr(c.relpartbound, c.oid),
              'parents', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno)
                          FROM pg_inherits i WHERE i.inhrelid = c.oid),
              'ofType', CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
              'options', to_jsonb(c.reloptions),
              'toastOptions', (SELECT jsonb_agg('toast.' || o ORDER BY place)
                               FROM pg_class t, unnest(t.reloptions) WITH ORDINALITY u(o, place)
                               WHERE c.relkind IN ('r', 'm') AND t.oid = c.reltoastrelid),
              'tablespace', CASE WHEN c.reltablespace <> 0 THEN
                (SELECT spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) END,
              'accessMethod', (SELECT nullif(amname, 'heap') FROM pg_am a WHERE a.oid = c.relam),
              'rowSecurity', CASE WHEN c.relrowsecurity THEN true END,
              'forceRowSecurity', CASE WHEN c.relforcerowsecurity THEN true END,
              'replicaIdentity', CASE WHEN c.relkind IN ('r', 'p', 'm') THEN
                 CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL'
                   WHEN 'i' THEN 'USING INDEX ' || (SELECT quote_ident(x.relname)
                     FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                     WHERE i.indrelid = c.oid AND i.indisreplident) END END,
              'unpopulated', CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN true END,
              'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
              'server', CASE WHEN c.relkind = 'f' THEN
                (SELECT s.srvname FROM pg_foreign_table f
                 JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid) END,
              'foreignOptions', CASE WHEN c.relkind = 'f' THEN
                (SELECT jsonb_agg(o ORDER BY o) FROM pg_foreign_table f, unnest(f.ftoptions) o
                 WHERE f.ftrelid = c.oid) END))
          FROM rel c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
          """;

  static final String COLUMNS =
      OWN
          + """
          , type AS MATERIALIZED (
            SELECT t.oid, t.typcollation, t.typstorage FROM pg_type t
          ), col AS MATERIALIZED (
            SELECT a.*, c.schema, c.relname, c.relkind
            FROM rel c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
          )
          SELECT 'COLUMN', 'pg_class'::regclass::oid, a.attrelid, a.attnum, a.schema, a.relname,
                 a.attname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'order', row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum),
              'view', CASE WHEN a.relkind IN ('v', 'm') THEN true END,
              'type', format_type(a.atttypid, a.atttypmod),
              'notNull', CASE WHEN a.attnotnull THEN true END,
              'inherited', CASE WHEN a.attinhcount > 0 THEN true END,
              'alsoLocal', CASE WHEN a.attinhcount > 0 AND a.attislocal THEN true END,
              'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
              'generated', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
              'virtual', CASE WHEN a.attgenerated = 'v' THEN true END,
              'identity', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END,
              'collation', CASE WHEN a.attcollation <> y.typcollation
                                THEN a.attcollation::regcollation::text END,
              'storage', CASE WHEN a.attstorage <> y.typstorage AND a.relkind <> 'v' THEN
                CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                                  WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END END,
              'statistics', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
              'options', to_jsonb(a.attoptions),
              'foreignOptions', CASE WHEN a.attfdwoptions IS NOT NULL THEN
                (SELECT jsonb_agg(o ORDER BY o) FROM unnest(a.attfdwoptions) o) END))
          FROM col a
          JOIN type y ON y.oid = a.atttypid
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          """;

  /** Since PostgreSQL 14. Catalog, relation, column, method. */
  static final String COMPRESSION =
      """
      SELECT 'pg_class'::regclass::oid, a.attrelid, a.attnum,
             CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END
      FROM pg_attribute a WHERE a.attcompression <> '' AND a.attnum > 0 AND NOT a.attisdropped
      """;

  static final String INDEXES =
      OWN
          + """
          SELECT 'INDEX', 'pg_class'::regclass::oid, x.oid, 0, x.schema, '', x.relname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'table', t.relname,
              'definition', pg_get_indexdef(x.oid),
              'constraint', k.conname,
              'invalid', CASE WHEN NOT i.indisvalid THEN true END,
              'clustered', CASE WHEN i.indisclustered THEN true END,
              'parent', CASE WHEN x.relispartition THEN
                (SELECT h.inhparent::regclass::text FROM pg_inherits h
                 WHERE h.inhrelid = x.oid) END,
              'options', to_jsonb(x.reloptions),
              'tablespace', CASE WHEN x.reltablespace <> 0 THEN
                (SELECT spcname FROM pg_tablespace s WHERE s.oid = x.reltablespace) END))
          FROM pg_index i JOIN rel x ON x.oid = i.indexrelid JOIN rel t ON t.oid = i.indrelid
          LEFT JOIN pg_constraint k ON k.conindid = x.oid AND k.conrelid = t.oid
            AND k.contype IN ('p', 'u', 'x')
          """;

  /** Index, column number, statistics target. */
  static final String INDEX_STATISTICS =
      OWN
          + """
          SELECT 'pg_class'::regclass::oid, x.oid, a.attnum, a.attstattarget::text
          FROM rel x JOIN pg_attribute a ON a.attrelid = x.oid
          WHERE x.relkind IN ('i', 'I') AND a.attstattarget >= 0
          ORDER BY a.attnum
          """;

  static final String CONSTRAINTS =
      OWN
          + """
          SELECT 'CONSTRAINT', 'pg_constraint'::regclass::oid, k.oid, 0, c.schema, c.relname,
                 k.conname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'type', CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE'
                                     WHEN 'f' THEN 'FOREIGN KEY' WHEN 'c' THEN 'CHECK'
                                     ELSE 'EXCLUDE' END,
              'definition', pg_get_constraintdef(k.oid),
              'columns', (SELECT jsonb_agg(a.attname ORDER BY u.place)
                          FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place)
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number),
              'references', CASE WHEN k.confrelid <> 0 THEN k.confrelid::regclass::text END,
              'inherited', CASE WHEN NOT k.conislocal OR k.conparentid <> 0 THEN true END,
              'alsoLocal', CASE WHEN k.coninhcount > 0 AND k.conislocal AND k.conparentid = 0
                                THEN true END,
              'notValid', CASE WHEN NOT k.convalidated THEN true END))
          FROM rel c JOIN pg_constraint k ON k.conrelid = c.oid
          WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relkind IN ('r', 'p', 'f')
          """;

  /** PostgreSQL 18 and later: table, column number, name, validity, inheritance. */
  static final String NOT_NULLS =
      OWN
          + """
          SELECT 'pg_class'::regclass::oid, c.oid, k.conkey[1],
            jsonb_strip_nulls(jsonb_build_object(
              'notNullName', CASE WHEN k.conislocal
                AND k.conname <> left(c.relname || '_' || a.attname, 54) || '_not_null'
                THEN k.conname END,
              'notNullNotValid', CASE WHEN NOT k.convalidated THEN true END,
              'notNullNoInherit', CASE WHEN k.connoinherit THEN true END,
              'notNullComment', obj_description(k.oid, 'pg_constraint')))
          FROM rel c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'n'
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
          """;

  static final String TRIGGERS =
      OWN
          + """
          SELECT 'TRIGGER', 'pg_trigger'::regclass::oid, g.oid, 0, c.schema, c.relname, g.tgname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'definition', pg_get_triggerdef(g.oid),
              'inherited', CASE WHEN g.tgparentid <> 0 THEN true END,
              'enabled', CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                                          WHEN 'A' THEN 'ENABLE ALWAYS' END))
          FROM rel c JOIN pg_trigger g ON g.tgrelid = c.oid AND NOT g.tgisinternal
          """;

  static final String RULES =
      OWN
          + """
          SELECT 'RULE', 'pg_rewrite'::regclass::oid, w.oid, 0, c.schema, c.relname, w.rulename, '',
            jsonb_strip_nulls(jsonb_build_object(
              'definition', pg_get_ruledef(w.oid),
              'enabled', CASE w.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                                           WHEN 'A' THEN 'ENABLE ALWAYS' END))
          FROM rel c JOIN pg_rewrite w ON w.ev_class = c.oid
          WHERE w.rulename <> '_RETURN' OR c.relkind NOT IN ('v', 'm')
          """;

  static final String POLICIES =
      OWN
          + """
          SELECT 'POLICY', 'pg_policy'::regclass::oid, p.oid, 0, c.schema, c.relname, p.polname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'restrictive', CASE WHEN NOT p.polpermissive THEN true END,
              'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                                       WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
              'roles', (SELECT jsonb_agg(CASE WHEN r = 0 THEN 'PUBLIC'
                                              ELSE quote_ident(pg_get_userbyid(r)) END
                                         ORDER BY CASE WHEN r = 0 THEN '' ELSE
                                                  pg_get_userbyid(r)::text END)
                        FROM unnest(p.polroles) r),
              'using', pg_get_expr(p.polqual, c.oid),
              'check', pg_get_expr(p.polwithcheck, c.oid)))
          FROM rel c JOIN pg_policy p ON p.polrelid = c.oid
          """;

  static final String SEQUENCES =
      OWN
          + """
          SELECT CASE WHEN d.deptype = 'i' THEN 'COLUMN' ELSE 'SEQUENCE' END,
                 'pg_class'::regclass::oid, c.oid, 0, c.schema, '', c.relname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', CASE WHEN d.objid IS NULL THEN pg_get_userbyid(c.relowner) END,
              'unlogged', CASE WHEN c.relpersistence = 'u'
                               AND coalesce(t.relpersistence, 'p') <> 'u' THEN true END,
              'logged', CASE WHEN c.relpersistence = 'p' AND t.relpersistence = 'u'
                               AND current_setting('server_version_num')::int >= 150000
                             THEN true END,
              'type', nullif(format_type(s.seqtypid, NULL), 'bigint'),
              'start', s.seqstart, 'increment', s.seqincrement, 'min', s.seqmin, 'max', s.seqmax,
              'cache', s.seqcache, 'cycle', CASE WHEN s.seqcycle THEN true END,
              'table', CASE WHEN t.relnamespace = c.relnamespace THEN t.relname END,
              'ownedBy', CASE WHEN d.objid IS NOT NULL
                              THEN d.refobjid::regclass::text || '.' || quote_ident(a.attname) END)),
            CASE WHEN d.deptype = 'i' THEN d.refobjid END, d.refobjsubid
          FROM rel c JOIN pg_sequence s ON s.seqrelid = c.oid
          LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
            AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
            AND d.deptype IN ('a', 'i')
          LEFT JOIN pg_class t ON t.oid = d.refobjid
          LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
          WHERE c.relkind = 'S'
          """;

  static final String STATISTICS =
      OWN
          + """
          SELECT 'STATISTICS', 'pg_statistic_ext'::regclass::oid, s.oid, 0, n.nspname, '', s.stxname,
                 '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(s.stxowner),
              'definition', pg_get_statisticsobjdef(s.oid),
              'target', CASE WHEN (to_jsonb(s) ->> 'stxstattarget')::int >= 0
                             THEN (to_jsonb(s) ->> 'stxstattarget')::int END))
          FROM pg_statistic_ext s JOIN own n ON n.oid = s.stxnamespace
          WHERE s.oid NOT IN
            (SELECT objid FROM member WHERE classid = 'pg_statistic_ext'::regclass)
          """;

  private RelationSql() {}
}
