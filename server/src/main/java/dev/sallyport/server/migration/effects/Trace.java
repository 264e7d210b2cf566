package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;

/**
 * One thing that a file should have left behind, and what the database shows of it.
 *
 * @param found what is there instead, or why it does not count, in words; empty where nothing is to
 *     be said
 */
public record Trace(Consequence expected, State state, String found) {

  /** What the database shows. */
  public enum State {
    /** It is so. */
    SHOWN,
    /** It is so, and would be without this file: another file, or nothing at all, explains it. */
    SHOWN_ANYWAY,
    MISSING,
    /** The object is there and looks different. */
    DIFFERENT,
    /** It is there, and whether it is what the file says can't be told. */
    UNSURE,
    /** It is not so because a later file undid it. */
    REPLACED
  }

  /** Whether something is wrong with it. */
  boolean lacking() {
    return state == State.MISSING || state == State.DIFFERENT;
  }

  /** In words, such as {@code index `i` is missing}. */
  public String inWords() {
    String what = what();
    return switch (state) {
      case SHOWN, SHOWN_ANYWAY -> what;
      case UNSURE -> what + " can't be compared";
      case MISSING ->
          expected instanceof Consequence.Absent ? what + " is still there" : what + " is missing";
      case DIFFERENT -> what + " differs" + (found.isEmpty() ? "" : ": " + found);
      case REPLACED -> what + " was replaced by `" + found + "`";
    };
  }

  String what() {
    return expected instanceof Consequence.Has has && !has.object().name().isEmpty()
        ? has.trait().label().replace('-', ' ') + " of " + has.object()
        : expected.object().toString();
  }
}
