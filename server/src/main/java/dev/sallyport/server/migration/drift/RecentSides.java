package dev.sallyport.server.migration.drift;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The sides that were read last, by what they were made of. Who asks for one that is being read
 * waits for it. Thread-safe.
 */
final class RecentSides {
  private final Map<String, FutureTask<SideFacts>> sides = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  RecentSides(int most) {
    this.most = most;
  }

  /** The side of that key, by {@code work} where it is not known; a failure is not kept. */
  SideFacts get(String key, Supplier<SideFacts> work) {
    FutureTask<SideFacts> own = new FutureTask<>(work::get);
    FutureTask<SideFacts> task = place(key, own);
    if (task == own) {
      own.run();
    }
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      remove(key, task);
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e);
    }
  }

  private synchronized FutureTask<SideFacts> place(String key, FutureTask<SideFacts> own) {
    FutureTask<SideFacts> known = sides.get(key);
    if (known != null) {
      return known;
    }
    sides.put(key, own);
    if (sides.size() > most) {
      sides.remove(sides.keySet().iterator().next());
    }
    return own;
  }

  private synchronized void remove(String key, FutureTask<SideFacts> task) {
    sides.remove(key, task);
  }
}
