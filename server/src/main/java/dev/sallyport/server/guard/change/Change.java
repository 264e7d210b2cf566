package dev.sallyport.server.guard.change;

/**
 * One file that differs.
 *
 * @param path below the project, with {@code /}
 */
public record Change(Kind kind, String path) {
  /** How it differs. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }
}
