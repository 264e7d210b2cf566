package dev.sallyport.server.database;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes a server may still send in answer to one message of ours.
 *
 * <p>The driver's own {@code maxResultBuffer} counts rows only: an error message that quotes a
 * value of 300 MB, or a million notices, would fill the heap past it.
 */
final class ByteBudget {
  private final AtomicLong left;

  ByteBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Starts a new count. */
  void reset(long bytes) {
    left.set(bytes);
  }

  void take(int bytes) throws IOException {
    if (bytes > 0 && left.addAndGet(-bytes) < 0) {
      throw new Exceeded();
    }
  }

  /** The server sent more than was allowed. The connection can't be used any more. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("more bytes than allowed");
    }
  }
}
