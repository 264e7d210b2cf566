package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
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
  /** Stands for every table that has no ceiling of its own, where nobody can tell which. */
  static final String ANY = "*";

  private static final Set<EffectKind> CHANGES =
      Set.of(EffectKind.INSERT, EffectKind.UPDATE, EffectKind.DELETE);
  private static final long LEAST = 10;

  /** Where nothing could be estimated and no rule has a ceiling; a rule's is taken instead. */
  private static final long UNESTIMATED = 10_000;

  /** The same where a unique key is fixed: a handful of rows. */
  private static final long KEYED = 100;

  private RowCeilings() {}

  static Map<String, Long> of(List<Statement> statements, Estimate estimate, long policy) {
    long unestimated = policy == Long.MAX_VALUE ? UNESTIMATED : policy;
    Map<String, Long> ceilings = new TreeMap<>();
    for (Statement statement : statements) {
      for (Effect effect : statement.effects()) {
        if (CHANGES.contains(effect.kind())) {
          long most = effect.has(Qualifier.KEYED) ? Math.min(unestimated, KEYED) : unestimated;
          ceilings.merge(effect.object().toString(), most, Math::max);
        } else if (effect.kind() == EffectKind.CALL && !effect.has(Qualifier.IMPLICIT)) {
          ceilings.put(ANY, unestimated);
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
