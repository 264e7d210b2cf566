package dev.sallyport.policy.sql.jsqlparser;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads JSqlParser runs on: few, daemon, with a stack that outlasts the deepest nesting that
 * the input limits let pass. They end by themselves when nothing comes.
 */
final class ParserThreads implements AutoCloseable {
  private static final long STACK_BYTES = 16L << 20;
  private static final int WAITING = 64;

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor pool;

  ParserThreads(int threads) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            this::thread,
            new ThreadPoolExecutor.AbortPolicy());
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * What the task came to; empty where it failed in any way, was not begun or did not end in time.
   *
   * @param stop called where the task is given up, after its thread was interrupted
   */
  <T> Optional<T> run(Callable<T> task, long milliseconds, Runnable stop) {
    Future<T> future;
    try {
      future = pool.submit(task);
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(future.get(milliseconds, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | CancellationException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      giveUp(future, stop);
      return Optional.empty();
    } catch (InterruptedException e) {
      giveUp(future, stop);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void giveUp(Future<?> future, Runnable stop) {
    future.cancel(true);
    stop.run();
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, "jsqlparser-" + number.incrementAndGet(), STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the threads; tasks that run are told to stop, later ones fail. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
