package dev.sallyport.server.catalog.facts;

import static dev.sallyport.server.catalog.facts.RelationSql.OWN;

/** Queries for what is neither relation, type nor routine; answers as in {@link RelationSql}. */
final class OtherSql {
  static final String PUBLICATIONS =
      OWN
          + """
          SELECT 'PUBLICATION', 'pg_publication'::regclass::oid, p.oid, 0, '', '', p.pubname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(p.pubowner),
              'allTables', CASE WHEN p.puballtables THEN true END,
              'operations', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
                 CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
                 CASE WHEN p.pubtruncate THEN 'truncate' END),
              'viaRoot', CASE WHEN p.pubviaroot THEN true END,
              'generatedColumns', nullif(to_jsonb(p) ->> 'pubgencols', 'n')))
          FROM pg_publication p
          WHERE p.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_publication'::regclass)
          """;

  /** Before PostgreSQL 15. Catalog, publication, zero, table, which part of it. */
  static final String PUBLISHED_TABLES_WHOLE =
      """
      SELECT 'pg_publication'::regclass::oid, r.prpubid, 0, r.prrelid::regclass::text, ''
      FROM pg_publication_rel r
      """;

  /** Since PostgreSQL 15. Catalog, publication, zero, table, which part of it. */
  static final String PUBLISHED_TABLES =
      """
      SELECT 'pg_publication'::regclass::oid, r.prpubid, 0, r.prrelid::regclass::text, concat(
        (SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
         FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)),
        ' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')')
      FROM pg_publication_rel r
      """;

  /** Since PostgreSQL 15. Catalog, publication, zero, schema. */
  static final String PUBLISHED_SCHEMAS =
      """
      SELECT 'pg_publication'::regclass::oid, p.pnpubid, 0, n.nspname
      FROM pg_publication_namespace p JOIN pg_namespace n ON n.oid = p.pnnspid ORDER BY 4
      """;

  static final String EVENT_TRIGGERS =
      OWN
          + """
          SELECT 'EVENT_TRIGGER', 'pg_event_trigger'::regclass::oid, e.oid, 0, '', '', e.evtname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(e.evtowner),
              'definition', format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname,
                e.evtevent, ' WHEN TAG IN (' || (SELECT string_agg(quote_literal(t), ', ' ORDER BY i)
                                                FROM unnest(e.evttags) WITH ORDINALITY u(t, i)) || ')',
                e.evtfoid::regproc),
              'enabled', CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                                           WHEN 'A' THEN 'ENABLE ALWAYS' END))
          FROM pg_event_trigger e
          WHERE e.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_event_trigger'::regclass)
          """;

  static final String WRAPPERS =
      OWN
          + """
          SELECT 'FOREIGN_DATA_WRAPPER', 'pg_foreign_data_wrapper'::regclass::oid, w.oid, 0, '', '',
                 w.fdwname, '',
            jsonb_strip_nulls(jsonb_build_object('owner', pg_get_userbyid(w.fdwowner),
              'handler', nullif(w.fdwhandler, 0)::regproc::text,
              'validator', nullif(w.fdwvalidator, 0)::regproc::text,
              'foreignOptions', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(w.fdwoptions) o)))
          FROM pg_foreign_data_wrapper w
          WHERE w.oid NOT IN
            (SELECT objid FROM member WHERE classid = 'pg_foreign_data_wrapper'::regclass)
          """;

  static final String SERVERS =
      OWN
          + """
          SELECT 'SERVER', 'pg_foreign_server'::regclass::oid, s.oid, 0, '', '', s.srvname, '',
            jsonb_strip_nulls(jsonb_build_object('owner', pg_get_userbyid(s.srvowner),
              'wrapper', w.fdwname, 'type', s.srvtype, 'version', s.srvversion,
              'foreignOptions', (SELECT jsonb_agg(o ORDER BY o) FROM unnest(s.srvoptions) o)))
          FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
          WHERE s.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_foreign_server'::regclass)
          """;

  /** To whom PostgreSQL shows the options of a user mapping; others see none. */
  private static final String SEEN_MAPPING =
      """
      (u.umuser <> 0 AND u.usename = current_user
         AND (pg_has_role(s.srvowner, 'USAGE') OR has_server_privilege(s.oid, 'USAGE'))
       OR u.umuser = 0 AND pg_has_role(s.srvowner, 'USAGE')
       OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
      """;

  /** Those that this role may look into. What is secret in them never leaves the server. */
  static final String USER_MAPPINGS =
      """
      SELECT 'USER_MAPPING', 'pg_user_mapping'::regclass::oid, u.umid, 0, '', '',
             concat(u.usename, ' on ', u.srvname), '',
        jsonb_strip_nulls(jsonb_build_object('server', u.srvname,
          'user', CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END,
          'foreignOptions', (SELECT jsonb_agg(shown ORDER BY shown) FROM (
      """
          + SecretOptions.SHOWN
          + """
              ) o)))
          FROM pg_user_mappings u JOIN pg_foreign_server s ON s.oid = u.srvid
          WHERE
          """
          + SEEN_MAPPING;

  static final String DEFAULT_PRIVILEGES =
      """
      SELECT 'DEFAULT_PRIVILEGES', 'pg_default_acl'::regclass::oid, d.oid, 0,
             coalesce(n.nspname, ''), '', pg_get_userbyid(d.defaclrole),
             CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
               WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS'
               ELSE 'LARGE OBJECTS' END,
        jsonb_build_object('grants', coalesce((SELECT jsonb_object_agg(g, p) FROM (
            SELECT CASE WHEN x.grantee = 0 THEN 'PUBLIC' WHEN x.grantee = d.defaclrole THEN '(owner)'
                        ELSE quote_ident(pg_get_userbyid(x.grantee)) END g,
                   jsonb_agg(x.privilege_type || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION'
                             ELSE '' END ORDER BY x.privilege_type) p
            FROM aclexplode(d.defaclacl) x GROUP BY 1) s), '{}'),
          'usual', CASE WHEN d.defaclnamespace = 0 THEN coalesce((SELECT jsonb_object_agg(g, p) FROM (
            SELECT CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE '(owner)' END g,
                   jsonb_agg(x.privilege_type ORDER BY x.privilege_type) p
            FROM aclexplode(acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END
                                       , d.defaclrole)) x GROUP BY 1) s), '{}') ELSE '{}' END)
      FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      """;

  static final String DICTIONARIES =
      OWN
          + """
          SELECT 'TEXT_SEARCH_DICTIONARY', 'pg_ts_dict'::regclass::oid, d.oid, 0, n.nspname, '',
                 d.dictname, '',
            jsonb_build_object('owner', pg_get_userbyid(d.dictowner), 'definition',
              format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname,
                d.dictname, s.nspname, t.tmplname, ', ' || d.dictinitoption))
          FROM pg_ts_dict d JOIN own n ON n.oid = d.dictnamespace
          JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace s ON s.oid = t.tmplnamespace
          WHERE d.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_ts_dict'::regclass)
          """;

  static final String CONFIGURATIONS =
      OWN
          + """
          SELECT 'TEXT_SEARCH_CONFIGURATION', 'pg_ts_config'::regclass::oid, c.oid, 0, n.nspname, '',
                 c.cfgname, '',
            jsonb_build_object('owner', pg_get_userbyid(c.cfgowner),
              'parser', format('%I.%I', s.nspname, p.prsname),
              'mappings', coalesce((SELECT jsonb_object_agg(alias, dicts) FROM (
                SELECT k.alias, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)
                       AS dicts
                FROM pg_ts_config_map m JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                WHERE m.mapcfg = c.oid GROUP BY k.alias) t), '{}'))
          FROM pg_ts_config c JOIN own n ON n.oid = c.cfgnamespace
          JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace s ON s.oid = p.prsnamespace
          WHERE c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_ts_config'::regclass)
          """;

  static final String CONVERSIONS =
      OWN
          + """
          SELECT 'CONVERSION', 'pg_conversion'::regclass::oid, c.oid, 0, n.nspname, '', c.conname, '',
            jsonb_build_object('owner', pg_get_userbyid(c.conowner), 'definition',
              format('CREATE%s CONVERSION %I.%I FOR %L TO %L FROM %s',
                CASE WHEN c.condefault THEN ' DEFAULT' ELSE '' END, n.nspname, c.conname,
                pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
                c.conproc))
          FROM pg_conversion c JOIN own n ON n.oid = c.connamespace
          WHERE c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_conversion'::regclass)
          UNION ALL
          SELECT 'TEXT_SEARCH_PARSER', 'pg_ts_parser'::regclass, p.oid, 0, n.nspname, '', p.prsname,
            '', jsonb_build_object('definition', format('CREATE TEXT SEARCH PARSER %I.%I (START = %s,'
              ' GETTOKEN = %s, END = %s, LEXTYPES = %s%s)', n.nspname, p.prsname, p.prsstart,
              p.prstoken, p.prsend, p.prslextype, ', HEADLINE = ' || nullif(p.prsheadline::text, '-')))
          FROM pg_ts_parser p JOIN own n ON n.oid = p.prsnamespace
          WHERE p.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_ts_parser'::regclass)
          UNION ALL
          SELECT 'TEXT_SEARCH_TEMPLATE', 'pg_ts_template'::regclass, t.oid, 0, n.nspname, '',
            t.tmplname, '', jsonb_build_object('definition',
              format('CREATE TEXT SEARCH TEMPLATE %I.%I (LEXIZE = %s%s)', n.nspname, t.tmplname,
                t.tmpllexize, ', INIT = ' || nullif(t.tmplinit::text, '-')))
          FROM pg_ts_template t JOIN own n ON n.oid = t.tmplnamespace
          WHERE t.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_ts_template'::regclass)
          UNION ALL
          SELECT 'ACCESS_METHOD', 'pg_am'::regclass, a.oid, 0, '', '', a.amname, '',
            jsonb_build_object('definition', format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s',
              a.amname, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, a.amhandler))
          FROM pg_am a WHERE a.oid >= 16384
            AND a.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_am'::regclass)
          """;

  /** What exists and is compared by a digest only. */
  static final String UNMODELLED =
      OWN
          + """
          SELECT 'UNMODELLED', x.class, x.oid, 0, x.schema, '', x.name, x.kind,
                 jsonb_build_object('digest', md5(x.content))
          FROM (
            SELECT 'pg_transform'::regclass::oid AS class, t.oid, '' AS schema,
                   format('%s, %s', format_type(t.trftype, NULL), l.lanname) AS name,
                   'TRANSFORM' AS kind, concat(t.trffromsql, t.trftosql) AS content
            FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
            UNION ALL
            SELECT a.class, a.oid, a.schema, a.name, 'PRIVILEGES',
                   (SELECT string_agg(concat_ws(' ', CASE WHEN x.grantee = 0 THEN 'PUBLIC'
                             ELSE pg_get_userbyid(x.grantee) END, x.privilege_type,
                             x.is_grantable), ', ' ORDER BY x.grantee = 0,
                             pg_get_userbyid(x.grantee), x.privilege_type)
                    FROM aclexplode(a.acl) x WHERE x.grantee <> a.owner)
            FROM (
              SELECT 'pg_proc'::regclass AS class, p.oid, n.nspname AS schema,
                     concat(p.proname, '(', pg_get_function_identity_arguments(p.oid), ')') AS name,
                     p.proowner AS owner, 0 AS sub, p.proacl AS acl,
                     acldefault('f', p.proowner) AS usual
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE p.proacl IS NOT NULL AND n.nspname <> 'information_schema'
              UNION ALL
              SELECT 'pg_class'::regclass, c.oid, n.nspname, c.relname, c.relowner, 0, c.relacl,
                     acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relacl IS NOT NULL AND n.nspname <> 'information_schema'
              UNION ALL
              SELECT 'pg_language'::regclass, l.oid, '', l.lanname, l.lanowner, 0, l.lanacl,
                     acldefault('l', l.lanowner)
              FROM pg_language l WHERE l.lanacl IS NOT NULL
              UNION ALL
              SELECT 'pg_foreign_data_wrapper'::regclass, w.oid, '', w.fdwname, w.fdwowner, 0,
                     w.fdwacl, acldefault('F', w.fdwowner)
              FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
            ) a
            LEFT JOIN pg_init_privs i ON i.classoid = a.class AND i.objoid = a.oid
              AND i.objsubid = a.sub
            WHERE (a.oid < 16384 OR EXISTS (SELECT FROM member m
                                            WHERE m.classid = a.class AND m.objid = a.oid))
              AND a.acl IS DISTINCT FROM coalesce(i.initprivs, a.usual)
            UNION ALL
            SELECT 'pg_user_mapping'::regclass, u.umid, '', concat(u.usename, ' on ', u.srvname),
                   'HIDDEN USER MAPPING', ''
            FROM pg_user_mappings u JOIN pg_foreign_server s ON s.oid = u.srvid
            WHERE u.umoptions IS NULL AND NOT
          """
          + SEEN_MAPPING
          + """
            UNION ALL
            SELECT 'pg_subscription'::regclass, s.oid, '', s.subname, 'SUBSCRIPTION',
                   concat(s.subenabled, s.subslotname, s.subsynccommit, s.subpublications)
            FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
            WHERE d.datname = current_database()
          ) x
          WHERE x.kind = 'PRIVILEGES'
            OR NOT EXISTS (SELECT FROM member m WHERE m.classid = x.class AND m.objid = x.oid)
          """;

  private OtherSql() {}
}
