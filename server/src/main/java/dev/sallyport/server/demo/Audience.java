package dev.sallyport.server.demo;

/** Who watches the demo and may answer its one question. */
@FunctionalInterface
public interface Audience {
  /** Nobody: the demo approves by itself and says so. */
  Audience NOBODY = () -> Answer.NOBODY_THERE;

  /** What became of the question whether the ticket is approved. */
  enum Answer {
    YES,
    NO,
    NOBODY_THERE
  }

  /** Waits for the person at the terminal. */
  Answer approves();
}
