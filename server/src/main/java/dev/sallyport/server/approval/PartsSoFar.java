package dev.sallyport.server.approval;

import java.util.List;

/**
 * How far the parts of a run had come when its process ended.
 *
 * @param done how many parts had taken effect and were recorded
 * @param uncertain whether a part was under way that no transaction holds together, so that nobody
 *     can tell how much of it took effect
 * @param complete whether every part was done
 * @param lastIsUnderWay whether what was under way is the last part, or all there is
 */
record PartsSoFar(int done, boolean uncertain, boolean complete, boolean lastIsUnderWay) {

  static PartsSoFar of(NewTicket request, List<StepState> states) {
    List<Step> steps = request.steps();
    int last = steps.size() - 1;
    boolean uncertain =
        states.stream()
            .anyMatch(state -> !state.done() && !steps.get(state.index()).transactional());
    return new PartsSoFar(
        (int) states.stream().filter(StepState::done).count(),
        uncertain,
        states.stream().anyMatch(state -> state.done() && state.index() == last),
        states.isEmpty()
            || states.stream().anyMatch(state -> !state.done() && state.index() == last));
  }

  /** What stays, where the part under way was not committed. */
  String kept() {
    return done == 0 ? "nothing was changed" : partsKept(done);
  }

  /** The same, to be added to a sentence; empty where nothing stays. */
  String alsoKept() {
    return done == 0 ? "" : "; " + partsKept(done);
  }

  /** What stays, where the part under way was committed. */
  String oneMoreKept() {
    return "the process that ran it ended between two parts; " + partsKept(done + 1);
  }

  private static String partsKept(int parts) {
    return parts
        + (parts == 1 ? " part was" : " parts were")
        + " done and stay; ask again for what is left";
  }
}
