package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive steps of a plan that take effect together: a migration that runs is a part of its
 * own, all else shares a transaction with its neighbours.
 *
 * @param first index of its first step
 * @param last index of its last step
 */
record PlanPart(int first, int last) {

  /** The parts of a plan, in order. */
  static List<PlanPart> of(List<Step> steps) {
    List<PlanPart> parts = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean ends = i == steps.size() - 1 || isItsOwn(steps.get(i)) || isItsOwn(steps.get(i + 1));
      if (ends) {
        parts.add(new PlanPart(first, i));
        first = i + 1;
      }
    }
    return parts;
  }

  private static boolean isItsOwn(Step step) {
    return !step.transactional()
        || (step.kind() == Step.Kind.MIGRATION && MigrationStep.of(step).runs());
  }
}
