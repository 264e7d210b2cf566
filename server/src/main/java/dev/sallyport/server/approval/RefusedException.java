package dev.sallyport.server.approval;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;

/**
 * The second gate refuses. Nothing was changed.
 *
 * <p>The message is lower case and one line; the help names the way forward.
 */
public final class RefusedException extends SallyportException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public RefusedException(Refusal refusal, String message, String help) {
    super(ExitCode.FOUND, message, help);
    this.refusal = refusal;
  }

  /** Which refusal it is, for programs. */
  public Refusal refusal() {
    return refusal;
  }
}
