package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.jsqlparser.SecondReading.Unreadable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A text that JSqlParser is reading while its caller does something else, or that it will read when
 * the caller waits for it. Closing it before its end gives it up.
 */
public final class PendingReading implements AutoCloseable {
  private final Supplier<Optional<SecondReading>> end;
  private final Runnable giveUp;

  private PendingReading(Supplier<Optional<SecondReading>> end, Runnable giveUp) {
    this.end = end;
    this.giveUp = giveUp;
  }

  /** One that is under way on another thread. */
  static PendingReading on(ParserTask<SecondReading> task, long milliseconds) {
    return new PendingReading(() -> task.await(milliseconds), task::close);
  }

  /** One that runs on the thread that waits for it. */
  static PendingReading later(Supplier<SecondReading> reading) {
    return new PendingReading(() -> attempt(reading), () -> {});
  }

  private static Optional<SecondReading> attempt(Supplier<SecondReading> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** What it came to, when it is there. */
  public SecondReading await() {
    return end.get().orElseGet(() -> new Unreadable("JSqlParser did not finish"));
  }

  @Override
  public void close() {
    giveUp.run();
  }
}
