package dev.sallyport.server.approval;

/**
 * The second gate refuses. Nothing was changed.
 *
 * <p>The message is lower case and one line; {@link #help()} names the way forward.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final String help;

  public RefusedException(Refusal refusal, String message, String help) {
    super(message);
    this.refusal = refusal;
    this.help = help;
  }

  /** Which refusal it is, for programs. */
  public Refusal refusal() {
    return refusal;
  }

  /** The way forward. */
  public String help() {
    return help;
  }
}
