package dev.sallyport.server.migration.drift;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.shadow.Replay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A side that can't be read: where in its files, and why. */
public final class SideException extends SallyportException {
  private static final long serialVersionUID = 1L;

  private final Side side;
  private final transient Replay.@Nullable Stopped stopped;

  SideException(Side side, String message, String help) {
    this(side, message, help, null);
  }

  private SideException(Side side, String message, String help, Replay.@Nullable Stopped stopped) {
    super(ExitCode.USAGE, message, help);
    this.side = side;
    this.stopped = stopped;
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
        stopped.help(),
        stopped);
  }

  /** The statement that a shadow did not take; empty where it was for another reason. */
  Optional<Replay.Stopped> stopped() {
    return Optional.ofNullable(stopped);
  }

  /** Which side it is. */
  public Side side() {
    return side;
  }
}
