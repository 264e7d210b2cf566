package dev.sallyport.grammar;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread for work that recurses as deep as a module nests: thousands of blocks in blocks. */
final class DeepStack {
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /** Does the work on such a thread and waits for it. */
  static <T> T call(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "grammar-build", BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildFailure("the build was interrupted", "start it again", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the grammar's module cannot be split", e.getCause());
    }
  }
}
