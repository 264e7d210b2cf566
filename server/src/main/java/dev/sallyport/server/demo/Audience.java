package dev.sallyport.server.demo;

import java.util.function.Consumer;

/** Who watches the demo and may answer its one question. */
@FunctionalInterface
public interface Audience {
  /** Nobody: the demo approves by itself and says so. */
  Audience NOBODY = ask -> Answer.NOBODY_THERE;

  /** What became of the question whether the ticket is approved. */
  enum Answer {
    YES,
    NO,
    NOBODY_THERE
  }

  /**
   * Waits for the person at the terminal.
   *
   * @param ask puts a question to them; not called where nobody is there
   */
  Answer approves(Consumer<String> ask);
}
