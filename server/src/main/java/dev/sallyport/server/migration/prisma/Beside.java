package dev.sallyport.server.migration.prisma;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside its maker's own, on a thread of its own, until somebody needs it. */
final class Beside<T> implements AutoCloseable {
  private final FutureTask<T> task;
  private final Thread thread;

  Beside(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "beside");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the work; what it failed with is thrown here. */
  T result() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a schema was read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      if (e.getCause() instanceof Error own) {
        throw own;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Nobody needs it any more. */
  @Override
  public void close() {
    task.cancel(true);
  }
}
