package dev.sallyport.policy.sql.jsqlparser;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs on the parsers' threads. Closing it before its end gives it up, so that it
 * frees its thread.
 */
final class ParserTask<T> implements AutoCloseable {
  private final @Nullable Future<T> future;
  private final Runnable stop;

  /**
   * @param future null where the task was not begun
   * @param stop called where the task is given up, after its thread was interrupted
   */
  ParserTask(@Nullable Future<T> future, Runnable stop) {
    this.future = future;
    this.stop = stop;
  }

  /** What the task came to; empty where it failed in any way, was not begun or is not in time. */
  Optional<T> await(long milliseconds) {
    if (future == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(future.get(milliseconds, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (future != null && !future.isDone()) {
      future.cancel(true);
      stop.run();
    }
  }
}
