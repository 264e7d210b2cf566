package dev.sallyport.server.catalog.facts;

/** The query for the state of the catalogs. */
final class StampSql {
  /** Changes with every change that facts could see; not with statistics. */
  static final String STAMP =
      """
      SELECT md5(concat_ws(',',
        (SELECT sum(hashtext(concat(oid, xmin, relname))) FROM pg_class
           WHERE oid >= 16384 AND relkind <> 't' OR relacl IS NOT NULL),
        (SELECT sum(hashtext(concat(attrelid, attnum, xmin))) FROM pg_attribute
           WHERE attrelid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_attrdef),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_constraint),
        (SELECT sum(hashtext(concat(indexrelid, xmin))) FROM pg_index WHERE indexrelid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_proc
           WHERE oid >= 16384 OR proacl IS NOT NULL),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_language),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_am WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_type WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_enum),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_trigger),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_rewrite WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_policy),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_namespace),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_extension),
        (SELECT sum(hashtext(concat(seqrelid, xmin))) FROM pg_sequence),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_default_acl),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_publication),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_publication_rel),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_event_trigger),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_statistic_ext),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_cast WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_operator WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_ts_config WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_ts_dict WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_foreign_server),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_foreign_data_wrapper),
        (SELECT sum(hashtext(concat(ftrelid, xmin))) FROM pg_foreign_table),
        (SELECT sum(hashtext(concat(umid, umoptions))) FROM pg_user_mappings),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_amop WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_amproc WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_collation WHERE oid >= 16384),
        (SELECT sum(hashtext(concat(mapcfg, maptokentype, mapseqno, xmin))) FROM pg_ts_config_map
           WHERE mapcfg >= 16384),
        (SELECT sum(objid::bigint * 31 + refobjid::bigint) FROM pg_depend WHERE objid >= 16384),
        (SELECT sum(hashtext(concat(inhrelid, inhseqno, xmin))) FROM pg_inherits),
        (SELECT sum(hashtext(concat(objoid, objsubid, xmin))) FROM pg_description
           WHERE objoid >= 16384)))
      """;

  private StampSql() {}
}
