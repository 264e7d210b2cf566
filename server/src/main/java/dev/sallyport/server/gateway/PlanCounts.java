package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.Estimate;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import dev.sallyport.server.database.TargetDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many rows a plan may change, by table. Of a migration's statements not each can be estimated
 * beforehand: the table or column it changes may be made by a statement before it. Then the table's
 * own size is the bound, and for a table that does not exist yet the policy's.
 */
final class PlanCounts {
  private static final Set<EffectKind> CHANGES =
      EnumSet.of(EffectKind.INSERT, EffectKind.UPDATE, EffectKind.DELETE);
  private static final long LEAST = 10;

  private final TargetDatabase target;
  private final Catalog catalog;

  PlanCounts(TargetDatabase target, Catalog catalog) {
    this.target = target;
    this.catalog = catalog;
  }

  /**
   * The most rows that may change, by table; the history's own rows are not among them.
   *
   * @param policy the policy's own ceiling
   */
  Map<String, Long> ceilings(List<Statement> resolved, long policy) {
    Map<String, Long> ceilings = new TreeMap<>();
    for (Statement statement : resolved) {
      boolean changes = statement.effects().stream().anyMatch(PlanCounts::isCounted);
      if (changes) {
        estimate(statement).forEach((table, rows) -> ceilings.merge(table, rows, Long::sum));
      }
    }
    ceilings.replaceAll((table, rows) -> Math.min(policy, rows < 0 ? policy : rows));
    return ceilings;
  }

  private Map<String, Long> estimate(Statement statement) {
    Map<String, Long> room = new TreeMap<>();
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      Estimate estimate = catalog.estimate(statement, session);
      estimate.rows().forEach((table, rows) -> room.put(table.toString(), 2 * rows + LEAST));
    } catch (DatabaseException e) {
      room.clear();
    }
    for (Effect effect : statement.effects()) {
      if (isCounted(effect) && !room.containsKey(effect.object().toString())) {
        OptionalLong size = rows(effect.object());
        boolean bounded = size.isPresent() && effect.kind() != EffectKind.INSERT;
        room.put(
            effect.object().toString(),
            bounded
                ? size.getAsLong() + Math.max(LEAST, size.getAsLong() / 10)
                : Long.MAX_VALUE / 4);
      }
    }
    return room;
  }

  private static boolean isCounted(Effect effect) {
    return CHANGES.contains(effect.kind())
        && !effect.object().name().isEmpty()
        && !effect.object().name().equals("_prisma_migrations");
  }

  /**
   * Empty where the table does not exist, or can't be counted in time. Nobody decided about reading
   * it, so that nothing of a user's may run: views and foreign tables are not counted.
   */
  private OptionalLong rows(ObjectName table) {
    if (table.schema() == null) {
      return OptionalLong.empty();
    }
    try {
      return target.facts(session -> catalog.rows(table, session));
    } catch (DatabaseException e) {
      return OptionalLong.empty();
    }
  }
}
