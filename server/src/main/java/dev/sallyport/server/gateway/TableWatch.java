package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.WriteSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables with rows before a run that calls what nobody looked into. PostgreSQL counts the rows
 * that are deleted, and not those that TRUNCATE or DROP takes: a table whose file is another one
 * and empty, or that is gone, lost all of them.
 */
final class TableWatch {
  private static final String TABLES =
      """
      SELECT c.oid, concat(n.nspname, '.', c.relname), coalesce(pg_relation_filenode(c.oid), 0),
             coalesce(pg_relation_size(c.oid), 0) > 0
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.oid >= 16384
      """;

  /** What may empty a table where the ticket names it. */
  private static final Set<EffectKind> NAMED =
      EnumSet.of(EffectKind.DROP, EffectKind.TRUNCATE, EffectKind.ALTER, EffectKind.MAINTENANCE);

  private record Table(long number, String name, long file, boolean filled) {}

  private final Map<Long, Table> before;

  private TableWatch(Map<Long, Table> before) {
    this.before = before;
  }

  /** Watches from now on where one of the statements calls something; else watches nothing. */
  static TableWatch of(List<Statement> statements, WriteSession session) {
    boolean calls = statements.stream().anyMatch(statement -> statement.has(EffectKind.CALL));
    return new TableWatch(calls ? tables(session) : Map.of());
  }

  /** The tables that lost all rows, besides those the statements say it of. */
  Set<String> emptied(List<Statement> statements, WriteSession session) {
    Set<String> emptied = new TreeSet<>();
    if (before.isEmpty()) {
      return emptied;
    }
    Map<Long, Table> now = tables(session);
    for (Table table : before.values()) {
      Table left = now.get(table.number());
      boolean lost = left == null || left.file() != table.file() && !left.filled();
      if (table.filled() && lost) {
        emptied.add(table.name());
      }
    }
    statements.stream()
        .flatMap(statement -> statement.effects().stream())
        .filter(effect -> NAMED.contains(effect.kind()))
        .map(Effect::object)
        .forEach(object -> emptied.remove(object.toString()));
    return emptied;
  }

  private static Map<Long, Table> tables(WriteSession session) {
    return session.catalog().rows(TABLES, TableWatch::table).stream()
        .collect(Collectors.toMap(Table::number, Function.identity()));
  }

  private static Table table(CatalogRow row) {
    return new Table(row.number(1), row.text(2), row.number(3), row.flag(4));
  }
}
