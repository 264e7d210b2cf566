package dev.sallyport.server;

/**
 * A broken configuration, environment or request that ends a command: one line what, one line help.
 * Carries no credential and no row.
 */
public class SallyportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String help;

  public SallyportException(ExitCode exitCode, String message, String help) {
    super(message);
    this.exitCode = exitCode;
    this.help = help;
  }

  public SallyportException(ExitCode exitCode, String message, String help, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.help = help;
  }

  /** Bad usage or configuration: exit code 2. */
  public static SallyportException usage(String message, String help) {
    return new SallyportException(ExitCode.USAGE, message, help);
  }

  /** The environment failed: exit code 3. */
  public static SallyportException environment(String message, String help) {
    return new SallyportException(ExitCode.ENVIRONMENT, message, help);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** The way forward. */
  public String help() {
    return help;
  }
}
