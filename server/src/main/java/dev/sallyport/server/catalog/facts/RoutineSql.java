package dev.sallyport.server.catalog.facts;

import static dev.sallyport.server.catalog.facts.RelationSql.OWN;

/** Queries for functions and what is made of them; answers as in {@link RelationSql}. */
final class RoutineSql {
  static final String ROUTINES =
      OWN
          + """
          SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
                 'pg_proc'::regclass::oid, p.oid, 0, n.nspname, '', p.proname,
                 coalesce((SELECT string_agg(format_type(t, NULL), ', ' ORDER BY place)
                           FROM unnest(p.proargtypes) WITH ORDINALITY AS u(t, place)), ''),
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(p.proowner),
              'definition', pg_get_functiondef(p.oid),
              'window', CASE WHEN p.prokind = 'w' THEN true END,
              'returns', pg_get_function_result(p.oid),
              'parameters', pg_get_function_arguments(p.oid),
              'arguments', (SELECT jsonb_agg(format_type(t, NULL) ORDER BY place)
                            FROM unnest(p.proargtypes) WITH ORDINALITY AS u(t, place)),
              'language', (SELECT lanname FROM pg_language l WHERE l.oid = p.prolang)))
          FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
          WHERE p.prokind IN ('f', 'p', 'w')
            AND p.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_proc'::regclass)
            AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass
                            AND i.objid = p.oid AND i.deptype = 'i')
          """;

  static final String LANGUAGES =
      OWN
          + """
          SELECT 'LANGUAGE', 'pg_language'::regclass::oid, l.oid, 0, '', '', l.lanname, '',
            jsonb_build_object('owner', pg_get_userbyid(l.lanowner), 'definition',
              format('CREATE %sLANGUAGE %I%s%s%s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END,
                l.lanname, ' HANDLER ' || nullif(l.lanplcallfoid, 0)::regproc,
                ' INLINE ' || nullif(l.laninline, 0)::regproc,
                ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc))
          FROM pg_language l
          WHERE l.oid >= 16384
            AND l.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_language'::regclass)
          """;

  static final String AGGREGATES =
      OWN
          + """
          SELECT 'AGGREGATE', 'pg_proc'::regclass::oid, p.oid, 0, n.nspname, '', p.proname,
                 coalesce((SELECT string_agg(format_type(t, NULL), ', ' ORDER BY place)
                           FROM unnest(p.proargtypes) WITH ORDINALITY AS u(t, place)), ''),
            jsonb_strip_nulls(jsonb_build_object(
              'owner', pg_get_userbyid(p.proowner),
              'arguments', (SELECT jsonb_agg(format_type(t, NULL) ORDER BY place)
                            FROM unnest(p.proargtypes) WITH ORDINALITY AS u(t, place)),
              'definition', format('CREATE AGGREGATE %I.%I(%s) (%s)', n.nspname, p.proname,
                coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'),
                concat_ws(', ',
                  'SFUNC = ' || g.aggtransfn::regproc::text,
                  'STYPE = ' || format_type(g.aggtranstype, NULL),
                  'SSPACE = ' || nullif(g.aggtransspace, 0),
                  'FINALFUNC = ' || nullif(g.aggfinalfn, 0)::regproc::text,
                  CASE WHEN g.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                  CASE WHEN g.aggfinalfn <> 0 AND g.aggfinalmodify <>
                         (CASE WHEN g.aggkind = 'n' THEN 'r' ELSE 'w' END) THEN
                    'FINALFUNC_MODIFY = ' || CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'
                      WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                  'COMBINEFUNC = ' || nullif(g.aggcombinefn, 0)::regproc::text,
                  'SERIALFUNC = ' || nullif(g.aggserialfn, 0)::regproc::text,
                  'DESERIALFUNC = ' || nullif(g.aggdeserialfn, 0)::regproc::text,
                  'INITCOND = ' || quote_literal(g.agginitval),
                  'MSFUNC = ' || nullif(g.aggmtransfn, 0)::regproc::text,
                  'MINVFUNC = ' || nullif(g.aggminvtransfn, 0)::regproc::text,
                  'MSTYPE = ' || CASE WHEN g.aggmtranstype <> 0
                                      THEN format_type(g.aggmtranstype, NULL) END,
                  'MSSPACE = ' || nullif(g.aggmtransspace, 0),
                  'MFINALFUNC = ' || nullif(g.aggmfinalfn, 0)::regproc::text,
                  CASE WHEN g.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                  CASE WHEN g.aggmfinalfn <> 0 AND g.aggmfinalmodify <>
                         (CASE WHEN g.aggkind = 'n' THEN 'r' ELSE 'w' END) THEN
                    'MFINALFUNC_MODIFY = ' || CASE g.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY'
                      WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                  'MINITCOND = ' || quote_literal(g.aggminitval),
                  'SORTOP = ' || (SELECT format('OPERATOR(%I.%s)', os.nspname, o.oprname)
                                  FROM pg_operator o JOIN pg_namespace os ON os.oid = o.oprnamespace
                                  WHERE o.oid = g.aggsortop),
                  CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE'
                                     WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
                  CASE WHEN g.aggkind = 'h' THEN 'HYPOTHETICAL' END))))
          FROM pg_proc p JOIN own n ON n.oid = p.pronamespace JOIN pg_aggregate g ON g.aggfnoid = p.oid
          WHERE p.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_proc'::regclass)
          """;

  static final String OPERATORS =
      OWN
          + """
          SELECT 'OPERATOR', 'pg_operator'::regclass::oid, o.oid, 0, n.nspname, '', o.oprname,
                 concat_ws(', ', CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END,
                           CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END),
            jsonb_build_object('owner', pg_get_userbyid(o.oprowner), 'definition',
              format('CREATE OPERATOR %I.%s (%s)', n.nspname, o.oprname, concat_ws(', ',
                'FUNCTION = ' || o.oprcode::regproc::text,
                'LEFTARG = ' || CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END,
                'RIGHTARG = ' || CASE WHEN o.oprright <> 0 THEN format_type(o.oprright, NULL) END,
                'COMMUTATOR = ' || (SELECT format('OPERATOR(%I.%s)', s.nspname, x.oprname)
                  FROM pg_operator x JOIN pg_namespace s ON s.oid = x.oprnamespace
                  WHERE x.oid = o.oprcom),
                'NEGATOR = ' || (SELECT format('OPERATOR(%I.%s)', s.nspname, x.oprname)
                  FROM pg_operator x JOIN pg_namespace s ON s.oid = x.oprnamespace
                  WHERE x.oid = o.oprnegate),
                'RESTRICT = ' || nullif(o.oprrest, 0)::regproc::text,
                'JOIN = ' || nullif(o.oprjoin, 0)::regproc::text,
                CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)))
          FROM pg_operator o JOIN own n ON n.oid = o.oprnamespace
          WHERE o.oprcode <> 0
            AND o.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_operator'::regclass)
          """;

  static final String OPERATOR_FAMILIES =
      OWN
          + """
          SELECT 'OPERATOR_FAMILY', 'pg_opfamily'::regclass::oid, f.oid, 0, n.nspname, '', f.opfname,
                 m.amname,
            jsonb_strip_nulls(jsonb_build_object('owner', pg_get_userbyid(f.opfowner),
              'method', m.amname,
              'implicit', (SELECT true FROM pg_opclass c WHERE c.opcfamily = f.oid
                           AND c.opcname = f.opfname AND c.opcnamespace = f.opfnamespace LIMIT 1),
              'loose', (SELECT jsonb_agg(e ORDER BY e) FROM (
                 SELECT format('OPERATOR %s %s', a.amopstrategy, a.amopopr::regoperator) e
                 FROM pg_amop a JOIN pg_depend d ON d.classid = 'pg_amop'::regclass
                   AND d.objid = a.oid AND d.refclassid = 'pg_opfamily'::regclass
                   AND d.refobjid = f.oid
                 UNION ALL
                 SELECT format('FUNCTION %s (%s, %s) %s', a.amprocnum, format_type(a.amproclefttype, NULL),
                               format_type(a.amprocrighttype, NULL), a.amproc::regprocedure)
                 FROM pg_amproc a JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass
                   AND d.objid = a.oid AND d.refclassid = 'pg_opfamily'::regclass
                   AND d.refobjid = f.oid) s),
              'definition', format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname,
                                   m.amname)))
          FROM pg_opfamily f JOIN own n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod
          WHERE f.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_opfamily'::regclass)
          """;

  static final String OPERATOR_CLASSES =
      OWN
          + """
          SELECT 'OPERATOR_CLASS', 'pg_opclass'::regclass::oid, c.oid, 0, n.nspname, '', c.opcname,
                 m.amname,
            jsonb_build_object('owner', pg_get_userbyid(c.opcowner), 'method', m.amname,
             'definition',
              format('CREATE OPERATOR CLASS %I.%I%s FOR TYPE %s USING %I FAMILY %I.%I AS %s',
                n.nspname, c.opcname, CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END,
                format_type(c.opcintype, NULL), m.amname, fs.nspname, f.opfname,
                concat_ws(', ',
                  CASE WHEN c.opckeytype <> 0 THEN 'STORAGE ' || format_type(c.opckeytype, NULL) END,
                  (SELECT string_agg(format('OPERATOR %s %s%s', a.amopstrategy,
                            a.amopopr::regoperator, CASE WHEN a.amopsortfamily <> 0 THEN
                            (SELECT format(' FOR ORDER BY %I.%I', ss.nspname, sf.opfname)
                             FROM pg_opfamily sf JOIN pg_namespace ss ON ss.oid = sf.opfnamespace
                             WHERE sf.oid = a.amopsortfamily) ELSE '' END),
                            ', ' ORDER BY a.amopstrategy, a.amopopr::regoperator::text)
                   FROM pg_amop a JOIN pg_depend d ON d.classid = 'pg_amop'::regclass
                     AND d.objid = a.oid AND d.refclassid = 'pg_opclass'::regclass
                     AND d.refobjid = c.oid),
                  (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', a.amprocnum,
                            format_type(a.amproclefttype, NULL),
                            format_type(a.amprocrighttype, NULL), a.amproc::regprocedure),
                            ', ' ORDER BY a.amprocnum, a.amproc::regprocedure::text)
                   FROM pg_amproc a JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass
                     AND d.objid = a.oid AND d.refclassid = 'pg_opclass'::regclass
                     AND d.refobjid = c.oid),
                  CASE WHEN c.opckeytype = 0 AND NOT EXISTS (
                     SELECT FROM pg_depend d WHERE d.refclassid = 'pg_opclass'::regclass
                       AND d.refobjid = c.oid AND d.classid IN ('pg_amop'::regclass,
                                                                'pg_amproc'::regclass))
                    THEN 'STORAGE ' || format_type(c.opcintype, NULL) END)))
          FROM pg_opclass c JOIN own n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
          JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fs ON fs.oid = f.opfnamespace
          WHERE c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_opclass'::regclass)
          """;

  static final String CASTS =
      OWN
          + """
          SELECT 'CAST', 'pg_cast'::regclass::oid, c.oid, 0, '', '',
                 format('%s AS %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
                 '',
            jsonb_build_object('definition',
              format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL),
                format_type(c.casttarget, NULL),
                CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
                                  WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
                CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'
                                   ELSE '' END))
          FROM pg_cast c
          WHERE c.oid >= 16384
            AND c.oid NOT IN (SELECT objid FROM member WHERE classid = 'pg_cast'::regclass)
            AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass
                            AND i.objid = c.oid AND i.deptype = 'i')
          """;

  private RoutineSql() {}
}
