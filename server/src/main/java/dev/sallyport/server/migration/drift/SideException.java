package dev.sallyport.server.migration.drift;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.shadow.Replay;

/** A side that can't be read: where in its files, and why. */
public final class SideException extends SallyportException {
  private static final long serialVersionUID = 1L;

  private final Side side;

  SideException(Side side, String message, String help) {
    super(ExitCode.USAGE, message, help);
    this.side = side;
  }

  static SideException stopped(Side side, Replay.Stopped stopped) {
    String statement = stopped.statement() == 0 ? "" : ", statement " + stopped.statement();
    return new SideException(
        side,
        "`"
            + stopped.place()
            + "`"
            + statement
            + (stopped.refused() ? " is refused: " : " fails on the shadow database: ")
            + stopped.message(),
        stopped.help());
  }

  /** Which side it is. */
  public Side side() {
    return side;
  }
}
