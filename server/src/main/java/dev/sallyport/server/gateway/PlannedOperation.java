package dev.sallyport.server.gateway;

import dev.sallyport.server.catalog.Loss;
import java.util.List;
import java.util.Map;

/**
 * An operation with its plan, understood and decided, and nothing of it run.
 *
 * @param ceilings most rows that may change, by table
 * @param losses what would be gone
 */
record PlannedOperation(
    Plan plan,
    PlanStatements statements,
    Considered considered,
    Map<String, Long> ceilings,
    List<Loss> losses) {
  PlannedOperation {
    ceilings = Map.copyOf(ceilings);
    losses = List.copyOf(losses);
  }
}
