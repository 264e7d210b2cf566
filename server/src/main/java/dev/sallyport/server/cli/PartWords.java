package dev.sallyport.server.cli;

import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.StepState;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.PlanPart;
import java.util.List;
import java.util.Optional;

/** What stands above each part of a script that is split: how it runs, and how far it came. */
final class PartWords {
  private PartWords() {}

  /** The line above a step; empty where no part begins with it, or where there is only one. */
  static Optional<String> before(
      int step, List<PlanPart> parts, List<Step> steps, TicketState state) {
    if (parts.size() < 2) {
      return Optional.empty();
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).first() == step) {
        String how =
            steps.get(step).transactional() ? "in one transaction" : "outside of any transaction";
        return Optional.of(
            "part " + (i + 1) + " of " + parts.size() + ": " + how + standing(parts.get(i), state));
      }
    }
    return Optional.empty();
  }

  private static String standing(PlanPart part, TicketState state) {
    List<StepState> states = List.of();
    if (state instanceof TicketState.Executing executing) {
      states = executing.steps();
    } else if (state instanceof TicketState.Unknown unknown) {
      states = unknown.steps();
    }
    boolean ended = state instanceof TicketState.Unknown;
    for (StepState one : states) {
      if (one.index() == part.last()) {
        return one.done() ? ", in effect" : ended ? ", unknown" : ", running";
      }
    }
    return states.isEmpty() ? "" : ended ? ", not run" : ", not yet";
  }
}
