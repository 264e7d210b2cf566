package dev.sallyport.server.store;

/**
 * The store can't be used: unreachable, full, locked for too long, or of a newer version. Nothing
 * that needs a ticket or an audit record may happen.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;

  /** The message is lower case, one line, and names no credential. */
  public StoreException(String message, String help, Throwable cause) {
    super(message, cause);
    this.help = help;
  }

  public StoreException(String message, String help) {
    super(message);
    this.help = help;
  }

  /** The way forward. */
  public String help() {
    return help;
  }
}
