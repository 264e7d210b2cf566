package dev.sallyport.server.store;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;

/**
 * The store can't be used: unreachable, full, locked for too long, or of a newer version. Nothing
 * that needs a ticket or an audit record may happen.
 */
public final class StoreException extends SallyportException {
  private static final long serialVersionUID = 1L;

  /** The message is lower case, one line, and names no credential. */
  public StoreException(String message, String help, Throwable cause) {
    super(ExitCode.ENVIRONMENT, message, help, cause);
  }

  public StoreException(String message, String help) {
    super(ExitCode.ENVIRONMENT, message, help);
  }
}
