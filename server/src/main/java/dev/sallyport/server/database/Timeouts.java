package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of time that a session has, in milliseconds. A script may lower one for what follows
 * in it, as careful migrations do with {@code lock_timeout}; it may not lift one.
 *
 * @param idle how long the transaction may wait for its next statement
 */
record Timeouts(long statement, long lock, long idle) {
  /** In the order in which {@link #lowered} is told of them. */
  static final List<String> NAMES =
      List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");

  private static final long IDLE = 60_000;

  /** The units in which PostgreSQL writes a time. */
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  static Timeouts of(ReadLimits limits) {
    return new Timeouts(milliseconds(limits.timeout()), milliseconds(limits.lockTimeout()), IDLE);
  }

  /** As parameters of a query. */
  List<@Nullable String> texts() {
    return List.of(String.valueOf(statement), String.valueOf(lock), String.valueOf(idle));
  }

  /**
   * What stands now, where none of it is more than was set.
   *
   * @param shown the settings as PostgreSQL writes them
   */
  Timeouts lowered(List<@Nullable String> shown) {
    return new Timeouts(
        lowered(0, statement, shown), lowered(1, lock, shown), lowered(2, idle, shown));
  }

  private static long lowered(int index, long set, List<@Nullable String> shown) {
    long now = read(String.valueOf(shown.get(index)));
    if (now <= 0 || now > set) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "the script lifts `" + NAMES.get(index) + "`",
          "a script may lower this limit and not lift it; the policy's `limits` say how long a"
              + " statement may take");
    }
    return now;
  }

  private static long read(String shown) {
    int digits = 0;
    while (digits < shown.length() && Character.isDigit(shown.charAt(digits))) {
      digits++;
    }
    Long unit = UNITS.get(shown.substring(digits));
    if (unit == null || digits == 0 || digits > 10) {
      return -1;
    }
    return Long.parseLong(shown.substring(0, digits)) * unit;
  }

  private static long milliseconds(Duration duration) {
    return Math.min(Math.max(duration.toMillis(), 1), Integer.MAX_VALUE);
  }
}
