package dev.sallyport.server.gateway;

import dev.sallyport.server.database.StatementOutcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** More rows changed than the request may change: everything is rolled back. */
final class RowCeilingPassed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  RowCeilingPassed(String words) {
    super(words);
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Refuses where one statement changed more rows than the ceiling. */
  static void check(List<StatementOutcome> outcomes, long ceiling) {
    for (StatementOutcome outcome : outcomes) {
      if (outcome.rows() > ceiling) {
        throw new RowCeilingPassed(
            "`"
                + outcome.command()
                + "` changed "
                + outcome.rows()
                + " rows, more than the ceiling of "
                + ceiling
                + "; it was rolled back");
      }
    }
  }

  /**
   * Refuses where a table lost or gained more rows than its ceiling, whoever changed them. A table
   * without a ceiling of its own, such as one that a trigger writes, has the one for any table, or
   * else the largest of the others.
   */
  static void check(Map<String, Long> changed, Map<String, Long> ceilings) {
    if (changed.containsKey(ExecutionLedger.NAME)) {
      throw new RowCeilingPassed(
          "the ledger `" + ExecutionLedger.NAME + "` would be changed; it was rolled back");
    }
    if (ceilings.isEmpty()) {
      return;
    }
    Long any = ceilings.get(RowCeilings.ANY);
    long others = any == null ? Collections.max(ceilings.values()) : any;
    changed.forEach(
        (table, rows) -> {
          long ceiling = ceilings.getOrDefault(table, others);
          if (rows > ceiling) {
            throw new RowCeilingPassed(
                "`%s` would change in %d rows, more than the ceiling of %d; it was rolled back"
                    .formatted(table, rows, ceiling));
          }
        });
  }
}
