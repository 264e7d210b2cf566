package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import java.util.List;

/**
 * An operation turned into exact steps: the bytes in them are all that will ever run.
 *
 * @param steps in order; none where there is nothing to do
 * @param summary one sentence: what it does, or why there is nothing to do
 * @param notes what an approver should know besides, a sentence each
 */
public record Plan(List<Step> steps, String summary, List<String> notes) {
  public Plan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** There is nothing to do. */
  public static Plan nothing(String why) {
    return new Plan(List.of(), why, List.of());
  }
}
