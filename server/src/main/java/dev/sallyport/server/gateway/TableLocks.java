package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.WriteSession;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Locks the tables and views of a plan before their schema is compared, so that nobody adds a
 * column, trigger or constraint between the comparison and the statements: weakly where rows are
 * read, so that nothing is dropped or redefined; as a write would where something changes. In the
 * order of their names: two runs never wait for each other.
 *
 * <p>What the role may not lock is left: a table that only a cascade reaches is its owner's.
 */
final class TableLocks {
  private static final Set<EffectKind> CHANGES =
      EnumSet.of(
          EffectKind.INSERT,
          EffectKind.UPDATE,
          EffectKind.DELETE,
          EffectKind.TRUNCATE,
          EffectKind.ALTER,
          EffectKind.DROP);

  private static final Set<ObjectKind> LOCKABLE = EnumSet.of(ObjectKind.TABLE, ObjectKind.VIEW);

  /** LOCK TABLE takes tables and views; without a right to them it fails. */
  private static final String KNOWN =
      """
      SELECT n.name, CASE
        WHEN n.strong AND c.relkind <> 'v'
             AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
          THEN 'ROW EXCLUSIVE'
        ELSE 'ACCESS SHARE' END
      FROM (SELECT w.name, bool_or(w.strong::bool) AS strong
            FROM unnest($1::text[], $2::text[]) w(name, strong) GROUP BY w.name) n
      JOIN pg_class c ON c.oid = to_regclass(n.name)
      WHERE c.relkind IN ('r', 'p', 'v') AND c.relnamespace <> 'pg_catalog'::regnamespace
        AND (has_table_privilege(c.oid, 'SELECT')
             OR n.strong AND c.relkind <> 'v'
                AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
      ORDER BY 1
      """;

  private record Lock(String table, String mode) {}

  private TableLocks() {}

  static void take(List<Statement> resolved, WriteSession session) {
    List<String> names = new ArrayList<>();
    List<String> strong = new ArrayList<>();
    for (Statement statement : resolved) {
      for (Effect effect : statement.effects()) {
        String schema = effect.object().schema();
        boolean changes = CHANGES.contains(effect.kind());
        if ((changes || effect.kind() == EffectKind.READ)
            && LOCKABLE.contains(effect.objectKind())
            && schema != null) {
          names.add(quoted(schema) + "." + quoted(effect.object().name()));
          strong.add(String.valueOf(changes));
        }
      }
    }
    if (names.isEmpty()) {
      return;
    }
    List<Lock> locks =
        session.catalog().rows(KNOWN, row -> new Lock(row.text(1), row.text(2)), names, strong);
    for (Lock lock : locks) {
      session.run(
          "LOCK TABLE " + lock.table() + " IN " + lock.mode() + " MODE", new Cancellation());
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
