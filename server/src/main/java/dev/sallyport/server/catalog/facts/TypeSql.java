package dev.sallyport.server.catalog.facts;

import static dev.sallyport.server.catalog.facts.RelationSql.OWN;

/** Queries for schemas, extensions and types; answers as in {@link RelationSql}. */
final class TypeSql {
  static final String SCHEMAS =
      OWN
          + """
          SELECT 'SCHEMA', 'pg_namespace'::regclass::oid, n.oid, 0, '', '', n.nspname, '',
            jsonb_build_object('owner', pg_get_userbyid(s.nspowner))
          FROM own n JOIN pg_namespace s USING (oid)
          WHERE n.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_namespace'::regclass)
          """;

  static final String EXTENSIONS =
      """
      SELECT 'EXTENSION', 'pg_extension'::regclass::oid, e.oid, 0, '', '', e.extname, '',
        jsonb_build_object('schema', n.nspname, 'version', e.extversion)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'
      """;

  /** What comes as the comment of each extension that is there. */
  static final String EXTENSION_COMMENTS =
      """
      SELECT 'pg_extension'::regclass::oid, e.oid, 0, a.comment
      FROM pg_extension e JOIN pg_available_extensions a ON a.name = e.extname
      WHERE e.extname <> 'plpgsql' AND a.comment IS NOT NULL
      """;

  static final String TYPES =
      OWN
          + """
          SELECT CASE t.typtype WHEN 'e' THEN 'ENUM' WHEN 'd' THEN 'DOMAIN' WHEN 'r' THEN 'RANGE_TYPE'
                                ELSE 'COMPOSITE_TYPE' END,
                 'pg_type'::regclass::oid, t.oid, 0, n.nspname, '', t.typname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(t.typowner),
              'labels', CASE WHEN t.typtype = 'e' THEN
                coalesce((SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder)
                          FROM pg_enum e WHERE e.enumtypid = t.oid), '[]') END,
              'type', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
              'notNull', CASE WHEN t.typtype = 'd' AND t.typnotnull THEN true END,
              'default', CASE WHEN t.typtype = 'd' THEN
                 coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)) END,
              'collation', CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
                                THEN t.typcollation::regcollation::text END,
              'attributes', (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                   'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                   'collation', CASE WHEN a.attcollation <> y.typcollation
                                     THEN a.attcollation::regcollation::text END,
                   'comment', col_description(a.attrelid, a.attnum))) ORDER BY a.attnum)
                 FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                 WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
                   AND NOT a.attisdropped),
              'subtype', format_type(r.rngsubtype, NULL),
              'opclass', CASE WHEN NOT o.opcdefault
                              THEN quote_ident(os.nspname) || '.' || quote_ident(o.opcname) END,
              'rangeCollation', CASE WHEN r.rngcollation <> rs.typcollation
                                     THEN r.rngcollation::regcollation::text END,
              'canonical', CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::text END,
              'difference', CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::text END,
              'multirange', (SELECT m.typname FROM pg_type m
                             WHERE m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid)))
          FROM pg_type t JOIN own n ON n.oid = t.typnamespace
          LEFT JOIN pg_class c ON c.oid = t.typrelid
          LEFT JOIN pg_type b ON b.oid = t.typbasetype
          LEFT JOIN pg_range r ON r.rngtypid = t.oid
          LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc
          LEFT JOIN pg_namespace os ON os.oid = o.opcnamespace
          LEFT JOIN pg_type rs ON rs.oid = r.rngsubtype
          WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
            AND t.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_type'::regclass)
          """;

  static final String BASE_TYPES =
      OWN
          + """
          SELECT 'BASE_TYPE', 'pg_type'::regclass::oid, t.oid, 0, n.nspname, '', t.typname, '',
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(t.typowner),
              'shell', CASE WHEN NOT t.typisdefined THEN true END,
              'definition', format('CREATE TYPE %I.%I', n.nspname, t.typname)
                || CASE WHEN t.typisdefined THEN ' (' || concat_ws(', ',
                  'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput,
                  'RECEIVE = ' || nullif(t.typreceive, 0)::regproc,
                  'SEND = ' || nullif(t.typsend, 0)::regproc,
                  'TYPMOD_IN = ' || nullif(t.typmodin, 0)::regproc,
                  'TYPMOD_OUT = ' || nullif(t.typmodout, 0)::regproc,
                  'ANALYZE = ' || nullif(t.typanalyze, 0)::regproc,
                  'SUBSCRIPT = ' || nullif(to_jsonb(t) ->> 'typsubscript', '-'),
                  'INTERNALLENGTH = ' || CASE WHEN t.typlen < 0 THEN 'VARIABLE'
                                              ELSE t.typlen::text END,
                  CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
                  'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2'
                                                    WHEN 'i' THEN 'int4' ELSE 'double' END,
                  'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'
                                                    WHEN 'x' THEN 'extended' ELSE 'main' END,
                  'CATEGORY = ' || quote_literal(t.typcategory::text),
                  CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
                  'DEFAULT = ' || quote_literal(t.typdefault),
                  'ELEMENT = ' || CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END,
                  CASE WHEN t.typdelim <> ',' THEN 'DELIMITER = ' || quote_literal(t.typdelim::text) END,
                  CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END) || ')' ELSE '' END))
          FROM pg_type t JOIN own n ON n.oid = t.typnamespace
          WHERE (NOT t.typisdefined OR t.typtype = 'b'
                 AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
            AND t.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_type'::regclass)
          """;

  static final String DOMAIN_CONSTRAINTS =
      OWN
          + """
          SELECT 'CONSTRAINT', 'pg_constraint'::regclass::oid, k.oid, 0, n.nspname, t.typname,
                 k.conname, '',
            jsonb_strip_nulls(jsonb_build_object('type', 'CHECK', 'domain', true,
              'definition', pg_get_constraintdef(k.oid),
              'notValid', CASE WHEN NOT k.convalidated THEN true END))
          FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid
          JOIN own n ON n.oid = t.typnamespace
          WHERE k.contype = 'c'
            AND t.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_type'::regclass)
          """;

  static final String COLLATIONS =
      OWN
          + """
          SELECT 'COLLATION', 'pg_collation'::regclass::oid, c.oid, 0, n.nspname, '', c.collname, '',
            jsonb_build_object('owner', pg_get_userbyid(c.collowner), 'definition',
              format('CREATE COLLATION %I.%I (provider = %s%s%s)', n.nspname, c.collname,
                CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                CASE WHEN c.collprovider IN ('i', 'b')
                     THEN format(', locale = %L', coalesce(to_jsonb(c) ->> 'colllocale',
                       to_jsonb(c) ->> 'colliculocale', c.collcollate))
                     ELSE format(', lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) END,
                CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END
                || coalesce(', rules = ' || quote_literal(to_jsonb(c) ->> 'collicurules'), '')))
          FROM pg_collation c JOIN own n ON n.oid = c.collnamespace
          WHERE c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_collation'::regclass)
          """;

  private TypeSql() {}
}
