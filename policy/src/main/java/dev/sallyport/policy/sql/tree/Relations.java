package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;

/**
 * Which system relations are more than plain reads. Reading the catalog and {@code
 * information_schema} is ordinary work; the relations listed here hand out password hashes,
 * connection strings, other sessions' statements, samples of column values or files of the server.
 */
final class Relations {
  private static final String CATALOG = "pg_catalog";

  /** Reviewed against PostgreSQL 13 to 18 and the views of {@code pg_stat_statements}. */
  private static final Set<String> SENSITIVE =
      Set.of(
          // password hashes and connection secrets
          "pg_authid",
          "pg_shadow",
          "pg_user_mapping",
          "pg_user_mappings",
          "pg_subscription",
          // samples of column values, past row security and column grants
          "pg_statistic",
          "pg_statistic_ext_data",
          "pg_stats",
          "pg_stats_ext",
          "pg_stats_ext_exprs",
          // what other sessions do and from where
          "pg_stat_activity",
          "pg_stat_statements",
          "pg_stat_replication",
          "pg_stat_wal_receiver",
          "pg_stat_ssl",
          "pg_stat_gssapi",
          // contents of large objects, past their own functions
          "pg_largeobject",
          // files of the server
          "pg_hba_file_rules",
          "pg_ident_file_mappings",
          "pg_file_settings",
          "pg_config");

  /** In {@code information_schema}: options of user mappings, with their passwords. */
  private static final Set<String> SENSITIVE_OPTIONS =
      Set.of("user_mapping_options", "_pg_user_mappings");

  private Relations() {}

  /** The effects of reading these columns of a relation. */
  static List<Effect> read(ObjectName name, Set<String> columns) {
    Effect read = Effect.of(EffectKind.READ, ObjectKind.TABLE, name).withColumns(columns);
    return isSensitive(name)
        ? List.of(read, Effect.of(EffectKind.ADMIN, ObjectKind.TABLE, name).withColumns(columns))
        : List.of(read);
  }

  /** Whether reading it needs more than leave to read. */
  static boolean isSensitive(ObjectName name) {
    String schema = name.schema();
    if ("information_schema".equals(schema)) {
      return SENSITIVE_OPTIONS.contains(name.name());
    }
    return SENSITIVE.contains(name.name())
        && (schema == null || schema.equals(CATALOG) || name.name().startsWith("pg_stat_st"));
  }

  /** Whether it is a table of the system itself; writing one bypasses every check. */
  static boolean isSystem(ObjectName name) {
    String schema = name.schema();
    return schema == null
        ? name.name().startsWith("pg_")
        : schema.equals(CATALOG)
            || schema.equals("pg_toast")
            || schema.equals("information_schema");
  }
}
