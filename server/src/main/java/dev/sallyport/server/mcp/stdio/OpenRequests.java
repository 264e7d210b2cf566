package dev.sallyport.server.mcp.stdio;

import dev.sallyport.server.cancellation.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** The requests that have no answer yet, bounded in number and size. */
final class OpenRequests {
  private static final int MOST = 10_000;
  private static final long MOST_BYTES = 32L << 20;

  private final Map<Object, OpenRequest> open = new ConcurrentHashMap<>();
  private long bytes;

  /** One request that is being worked on. */
  static final class OpenRequest {
    private final Object id;
    private final int bytes;
    private final Cancellation call = new Cancellation();
    private @Nullable Disposable work;
    private boolean cancelled;

    private OpenRequest(Object id, int bytes) {
      this.id = id;
      this.bytes = bytes;
    }

    Cancellation call() {
      return call;
    }

    /** Remembers what to stop when the request is cancelled. */
    synchronized void runs(Disposable started) {
      work = started;
      if (cancelled) {
        started.dispose();
      }
    }

    /** Whether nothing more is to be sent for it. */
    synchronized boolean isSilent() {
      return cancelled;
    }

    /** From here on no answer is sent. */
    private synchronized void silence() {
      cancelled = true;
      if (work != null) {
        work.dispose();
      }
    }
  }

  /**
   * Takes up a request; waits while too many are open. Null where the id is in use.
   *
   * @param size the length of its line
   */
  synchronized @Nullable OpenRequest open(Object id, int size) throws InterruptedException {
    while (open.size() >= MOST || (bytes + size > MOST_BYTES && !open.isEmpty())) {
      wait();
    }
    OpenRequest request = new OpenRequest(id, size);
    if (open.putIfAbsent(id, request) != null) {
      return null;
    }
    bytes += size;
    return request;
  }

  /** Forgets a request that was answered or cancelled. */
  synchronized void close(OpenRequest request) {
    if (open.remove(request.id, request)) {
      bytes -= request.bytes;
      notifyAll();
    }
  }

  /**
   * Silences a request and gives it back, for its call to be cancelled; null where none of that id
   * is open.
   */
  @Nullable OpenRequest cancel(@Nullable Object id) {
    OpenRequest request = id == null ? null : open.get(id);
    if (request != null) {
      request.silence();
    }
    return request;
  }

  List<OpenRequest> all() {
    return List.copyOf(open.values());
  }

  /** Waits until none is open, for {@code longest} at most. */
  synchronized void awaitNone(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!open.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
