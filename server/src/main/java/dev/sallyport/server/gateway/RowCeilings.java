package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.catalog.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The most rows that an approved request may change, by table. A little above what was counted, and
 * never above the policy's own ceiling, so that a statement which meets other data than the
 * approver saw is rolled back.
 */
final class RowCeilings {
  private static final Set<EffectKind> CHANGES =
      Set.of(EffectKind.INSERT, EffectKind.UPDATE, EffectKind.DELETE);
  private static final long LEAST = 10;

  private RowCeilings() {}

  static Map<String, Long> of(List<Statement> statements, Estimate estimate, long policy) {
    Map<String, Long> ceilings = new TreeMap<>();
    for (Statement statement : statements) {
      for (Effect effect : statement.effects()) {
        if (CHANGES.contains(effect.kind())) {
          ceilings.put(effect.object().toString(), Math.min(policy, LEAST));
        }
      }
    }
    for (Map.Entry<ObjectName, Long> counted : estimate.rows().entrySet()) {
      long rows = counted.getValue();
      long room = estimate.exact() ? rows + Math.max(LEAST, rows / 10) : 2 * rows + LEAST;
      ceilings.put(counted.getKey().toString(), Math.min(policy, room));
    }
    return ceilings;
  }
}
