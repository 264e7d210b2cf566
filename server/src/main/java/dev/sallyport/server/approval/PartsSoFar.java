package dev.sallyport.server.approval;

import java.util.List;

/**
 * How far the parts of a run had come when its process ended.
 *
 * @param done how many parts had taken effect and were recorded
 * @param through how many steps those had, counted from the first
 * @param underWay how many steps the part under way ends with, counted from the first; {@code
 *     through} where none was
 * @param steps how many steps there are
 * @param uncertain whether a part was under way that no transaction holds together, so that nobody
 *     can tell how much of it took effect
 */
record PartsSoFar(int done, int through, int underWay, int steps, boolean uncertain) {

  static PartsSoFar of(NewTicket request, List<StepState> states) {
    int through = 0;
    int underWay = 0;
    boolean uncertain = false;
    for (StepState state : states) {
      int steps = state.index() + 1;
      through = state.done() ? Math.max(through, steps) : through;
      underWay = Math.max(underWay, steps);
      uncertain |= !state.done() && !request.steps().get(state.index()).transactional();
    }
    int done = (int) states.stream().filter(StepState::done).count();
    return new PartsSoFar(done, through, underWay, request.steps().size(), uncertain);
  }

  /** Whether every part was done. */
  boolean complete() {
    return through == steps;
  }

  /** Whether what was under way is the last part, or all there is. */
  boolean lastIsUnderWay() {
    return underWay == 0 || underWay > through && underWay == steps;
  }

  /** What stays, where the part under way was not committed. */
  String kept() {
    return done == 0 ? "nothing was changed" : inEffect(through);
  }

  /** The same, to be added to a sentence; empty where nothing stays. */
  String alsoKept() {
    return done == 0 ? "" : "; " + inEffect(through);
  }

  /** What stays, where the part under way was committed. */
  String oneMoreKept() {
    return "the process that ran it ended between two parts; " + inEffect(underWay);
  }

  /** What is known, where the part under way may have taken effect, or half of it. */
  String partlyKnown() {
    return "the process that ran it ended while "
        + steps(through + 1, underWay)
        + " ran, which no transaction holds"
        + (done == 0
            ? ""
            : "; " + steps(1, through) + (through == 1 ? " is" : " are") + " in effect")
        + (underWay == steps
            ? ""
            : "; "
                + steps(underWay + 1, steps)
                + (underWay + 1 == steps ? " was" : " were")
                + " not run")
        + "; look at the database before you go on";
  }

  private String inEffect(int through) {
    return steps(1, through)
        + " of "
        + steps
        + (through == 1 ? " is in effect and stays" : " are in effect and stay")
        + "; ask again for what is left";
  }

  private static String steps(int first, int last) {
    return first == last ? "step " + first : "steps " + first + " to " + last;
  }
}
