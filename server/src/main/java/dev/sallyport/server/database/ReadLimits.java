package dev.sallyport.server.database;

import java.time.Duration;

/**
 * What one read may take.
 *
 * @param rows most rows returned; the rest is cut off
 * @param bytes most bytes of values returned, as PostgreSQL sends them; the rest is cut off
 * @param timeout longest run of a statement
 * @param lockTimeout longest wait for a lock
 */
public record ReadLimits(long rows, long bytes, Duration timeout, Duration lockTimeout) {
  /** The limits where nobody said otherwise. */
  public static final ReadLimits DEFAULT =
      new ReadLimits(1_000, 1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(3));

  public ReadLimits {
    if (rows < 1 || bytes < 1 || !isPositive(timeout) || !isPositive(lockTimeout)) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
