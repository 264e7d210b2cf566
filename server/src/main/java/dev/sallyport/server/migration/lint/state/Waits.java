package dev.sallyport.server.migration.lint.state;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long statements may wait by one parameter, which a transaction can set for itself. */
final class Waits {
  private static final long NEVER = Long.MAX_VALUE;

  private static final Pattern VALUE = Pattern.compile("\\s*(\\d{1,15})(\\.\\d+)?\\s*([a-z]*)\\s*");

  private static final Map<String, Double> UNITS =
      Map.of("", 1.0, "us", 1e-3, "ms", 1.0, "s", 1e3, "min", 6e4, "h", 3.6e6, "d", 8.64e7);

  private long session = NEVER;
  private long local = -1;

  long milliseconds() {
    return local >= 0 ? local : session;
  }

  /** What SET LOCAL said ends with its transaction. */
  void endLocal() {
    local = -1;
  }

  void set(String value, boolean locally) {
    if (locally) {
      local = parsed(value);
    } else {
      session = parsed(value);
      local = -1;
    }
  }

  /** A zero, in any unit, and no value mean that nothing ends the wait. */
  private static long parsed(String value) {
    Matcher matcher = VALUE.matcher(value);
    if (!matcher.matches() || !UNITS.containsKey(matcher.group(3))) {
      return NEVER;
    }
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    double number = Double.parseDouble(matcher.group(1) + fraction) * UNITS.get(matcher.group(3));
    return number == 0 ? NEVER : Math.max(1, (long) number);
  }
}
