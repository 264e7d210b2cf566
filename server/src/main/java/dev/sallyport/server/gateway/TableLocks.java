package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.WriteSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Locks the tables that a plan changes before their schema is compared, so that nobody adds a
 * column, trigger or constraint between the comparison and the change. In the order of their names:
 * two runs never wait for each other.
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

  private TableLocks() {}

  static void take(List<Statement> resolved, WriteSession session) {
    Set<String> names = new TreeSet<>();
    for (Statement statement : resolved) {
      for (Effect effect : statement.effects()) {
        String schema = effect.object().schema();
        if (CHANGES.contains(effect.kind())
            && effect.objectKind() == ObjectKind.TABLE
            && schema != null) {
          names.add(quoted(schema) + "." + quoted(effect.object().name()));
        }
      }
    }
    List<String> tables =
        session
            .catalog()
            .rows(
                "select n.name from unnest($1::text[]) n(name) join pg_catalog.pg_class c"
                    + " on c.oid = pg_catalog.to_regclass(n.name) where c.relkind in ('r', 'p')"
                    + " order by 1",
                row -> row.text(1),
                names);
    for (String table : tables) {
      session.run("LOCK TABLE " + table + " IN ROW EXCLUSIVE MODE", new Cancellation());
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
