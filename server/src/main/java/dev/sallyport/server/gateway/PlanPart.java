package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive steps of a plan that take effect together: a migration that runs is a part of its
 * own, and so is what PostgreSQL refuses in a transaction; all else shares a transaction with its
 * neighbours.
 *
 * @param first index of its first step
 * @param last index of its last step
 */
public record PlanPart(int first, int last) {

  /** The parts of a plan, in order. */
  public static List<PlanPart> of(List<Step> steps) {
    List<PlanPart> parts = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean ends =
          i == steps.size() - 1
              || steps.get(i).commits()
              || isItsOwn(steps.get(i))
              || isItsOwn(steps.get(i + 1));
      if (ends) {
        parts.add(new PlanPart(first, i));
        first = i + 1;
      }
    }
    return parts;
  }

  /** Which statements it has, such as {@code statements 1 to 3}. */
  public String words() {
    return first == last
        ? "statement " + (first + 1)
        : "statements " + (first + 1) + " to " + (last + 1);
  }

  private static boolean isItsOwn(Step step) {
    return !step.transactional()
        || (step.kind() == Step.Kind.MIGRATION && MigrationStep.of(step).runs());
  }
}
