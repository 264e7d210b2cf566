package dev.sallyport.server;

/** What a command's exit code says. */
public enum ExitCode {
  DONE(0),
  /** Done, and it found something: drift, findings, a denial, a failed verification. */
  FOUND(1),
  /** Bad usage, configuration or policy. */
  USAGE(2),
  /** The environment failed: database unreachable, not built, no permission. */
  ENVIRONMENT(3),
  /** Waits for approval. */
  WAITING(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number the process ends with. */
  public int number() {
    return number;
  }
}
