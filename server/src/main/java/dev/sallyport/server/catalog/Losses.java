package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The rows that dropping or emptying tables would take, tables that CASCADE reaches included. */
final class Losses {
  private static final long ENOUGH = 100_000;

  /**
   * Counted up to a number of rows where nothing would run somebody's function: no row-level
   * security, and no function in an index, a statistic, a check or a partition's key, which
   * planning may run. Else PostgreSQL's own last count, which is 0 before 14 where it never
   * counted. {@code query_to_xml} is how a constant query counts the rows of a table it is told;
   * partitions are asked for one by one.
   */
  private static final String COUNT =
      """
      WITH RECURSIVE asked(oid) AS (
        SELECT c.oid FROM unnest($1::name[], $2::name[]) a(schema, name)
        JOIN pg_namespace n ON n.nspname = a.schema
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = a.name
        UNION
        SELECT i.inhrelid FROM asked a JOIN pg_inherits i ON i.inhparent = a.oid
      )
      SELECT n.nspname, c.relname,
        CASE WHEN x.counted THEN
          (xpath('/row/rows/text()', query_to_xml(format(
            'select count(*) as rows from (select from only %I.%I limit %s) first',
            n.nspname, c.relname, $3::bigint), false, true, '')))[1]::text::bigint
        WHEN c.relpages = 0 AND c.reltuples <= 0 THEN -1
             ELSE c.reltuples::bigint END,
        x.counted, pg_total_relation_size(c.oid)
      FROM asked a JOIN pg_class c ON c.oid = a.oid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL (
        SELECT NOT c.relrowsecurity AND c.reltuples < 10000000
          AND has_schema_privilege(n.oid, 'USAGE')
          AND has_table_privilege(c.oid, 'SELECT')
          AND NOT EXISTS (
            SELECT FROM pg_depend d
            WHERE d.refclassid = 'pg_proc'::regclass AND d.deptype = 'n' AND (
              d.classid = 'pg_class'::regclass AND d.objid IN (
                SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = c.oid
                UNION ALL SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid
                UNION ALL SELECT c.oid)
              OR d.classid = 'pg_constraint'::regclass AND d.objid IN (
                SELECT k.oid FROM pg_constraint k WHERE k.conrelid = c.oid)
              OR d.classid = 'pg_statistic_ext'::regclass AND d.objid IN (
                SELECT s.oid FROM pg_statistic_ext s WHERE s.stxrelid = c.oid))) AS counted) x
      WHERE c.relkind IN ('r', 'm')
      ORDER BY 3 DESC, 1, 2 LIMIT 1000
      """;

  private static final Set<ObjectKind> HOLDERS =
      Set.of(ObjectKind.TABLE, ObjectKind.MATERIALIZED_VIEW);

  private Losses() {}

  static List<Loss> of(List<Statement> statements, CatalogSession session) {
    Set<ObjectName> tables = new LinkedHashSet<>();
    for (Statement statement : statements) {
      statement.effects().stream().filter(Losses::takesRows).forEach(e -> tables.add(e.object()));
    }
    return tables.isEmpty() ? List.of() : counted(tables, ENOUGH + 1, session);
  }

  /** How many rows a table holds, partitions included; empty for what is no table, or unknown. */
  static OptionalLong rows(ObjectName table, CatalogSession session) {
    List<Loss> parts = counted(Set.of(table), Long.MAX_VALUE, session);
    return parts.isEmpty() || parts.stream().anyMatch(part -> part.rows() < 0)
        ? OptionalLong.empty()
        : OptionalLong.of(parts.stream().mapToLong(Loss::rows).sum());
  }

  private static List<Loss> counted(Set<ObjectName> tables, long limit, CatalogSession session) {
    return session.rows(
        COUNT,
        Losses::loss,
        tables.stream().map(name -> name.schema() == null ? "" : name.schema()).toList(),
        tables.stream().map(ObjectName::name).toList(),
        limit);
  }

  private static boolean takesRows(Effect effect) {
    return (effect.kind() == EffectKind.DROP || effect.kind() == EffectKind.TRUNCATE)
        && HOLDERS.contains(effect.objectKind());
  }

  private static Loss loss(CatalogRow row) {
    long rows = row.number(3);
    boolean counted = row.flag(4);
    return new Loss(
        ObjectName.of(row.text(1), row.text(2)), rows, counted && rows <= ENOUGH, row.number(5));
  }
}
