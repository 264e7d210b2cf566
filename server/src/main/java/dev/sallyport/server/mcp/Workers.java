package dev.sallyport.server.mcp;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that tools run on. They never keep the process alive. */
final class Workers implements AutoCloseable {
  /**
   * Calls at once. Nothing waits for a human on them, and a statement's own time limit frees each;
   * far more than this would only queue at the database.
   */
  private static final int TOOLS = 32;

  private static final int CANCELLATIONS = 4;

  private final ThreadPoolExecutor tools = pool("mcp-tool-", TOOLS);
  private final ThreadPoolExecutor cancellations = pool("mcp-cancel-", CANCELLATIONS);

  Executor tools() {
    return tools;
  }

  /** Apart from the tools, so that a cancellation never waits behind what it should end. */
  Executor cancellations() {
    return cancellations;
  }

  @Override
  public void close() {
    tools.shutdown();
    cancellations.shutdown();
  }

  private static ThreadPoolExecutor pool(String name, int size) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
