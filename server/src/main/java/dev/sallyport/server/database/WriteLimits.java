package dev.sallyport.server.database;

import java.time.Duration;

/**
 * What one write may take.
 *
 * @param timeout longest run of a statement
 * @param lockTimeout longest wait for a lock
 * @param rows most rows returned (RETURNING); the rest is cut off
 * @param bytes most bytes of values returned; the rest is cut off
 */
public record WriteLimits(Duration timeout, Duration lockTimeout, long rows, long bytes) {
  /** The limits where nobody said otherwise. */
  public static final WriteLimits DEFAULT =
      new WriteLimits(Duration.ofSeconds(10), Duration.ofSeconds(3), 1_000, 1 << 20);

  ReadLimits asReadLimits() {
    return new ReadLimits(rows, bytes, timeout, lockTimeout);
  }
}
