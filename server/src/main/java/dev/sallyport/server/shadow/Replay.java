package dev.sallyport.server.shadow;

import java.util.Optional;

/** What running scripts on a shadow database came to. */
public sealed interface Replay {

  /** Why it stopped; empty where everything ran. */
  default Optional<Stopped> stopped() {
    return Optional.empty();
  }

  /**
   * Everything ran.
   *
   * @param statements how many
   */
  record Done(int statements) implements Replay {}

  /**
   * A script was refused before any of it ran, or a statement failed.
   *
   * @param source the script's
   * @param line of the script, from 1; 0 where it is about the whole script
   * @param statement the number of the statement in its script, from 1; 0 where none was reached
   * @param refused whether it was not run at all: it, or a statement of it, is not for a shadow
   * @param message lower case, one line, no literal of the script but what PostgreSQL quotes
   * @param help the way forward
   */
  record Stopped(
      String source, int line, int statement, boolean refused, String message, String help)
      implements Replay {
    @Override
    public Optional<Stopped> stopped() {
      return Optional.of(this);
    }

    /** Where it happened: {@code FILE:LINE}. */
    public String place() {
      return line == 0 ? source : source + ":" + line;
    }
  }
}
