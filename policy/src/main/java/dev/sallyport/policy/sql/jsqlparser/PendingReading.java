package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.jsqlparser.SecondReading.Unreadable;

/**
 * A text that JSqlParser is reading while its caller does something else. Closing it before its end
 * gives it up.
 */
public final class PendingReading implements AutoCloseable {
  private final ParserTask<SecondReading> task;
  private final long milliseconds;

  PendingReading(ParserTask<SecondReading> task, long milliseconds) {
    this.task = task;
    this.milliseconds = milliseconds;
  }

  /** What it came to, when it is there. */
  public SecondReading await() {
    return task.await(milliseconds).orElseGet(() -> new Unreadable("JSqlParser did not finish"));
  }

  @Override
  public void close() {
    task.close();
  }
}
