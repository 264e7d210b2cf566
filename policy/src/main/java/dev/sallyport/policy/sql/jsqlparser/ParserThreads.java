package dev.sallyport.policy.sql.jsqlparser;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
   * Begins a task, or refuses it where too many wait already.
   *
   * @param stop makes the task give up soon
   */
  <T> ParserTask<T> start(Callable<T> task, Runnable stop) {
    try {
      return new ParserTask<>(pool.submit(task), stop);
    } catch (RejectedExecutionException e) {
      return new ParserTask<>(null, stop);
    }
  }

  /** What the task comes to; empty where it fails in any way or does not end in time. */
  <T> Optional<T> run(Callable<T> task, long milliseconds, Runnable stop) {
    try (ParserTask<T> running = start(task, stop)) {
      return running.await(milliseconds);
    }
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
