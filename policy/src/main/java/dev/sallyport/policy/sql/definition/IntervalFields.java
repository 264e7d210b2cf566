package dev.sallyport.policy.sql.definition;

import java.util.List;
import java.util.Map;

/** How an interval's type says which fields it keeps; PostgreSQL packs them as bits. */
final class IntervalFields {
  private static final int YEAR = 1 << 2;
  private static final int MONTH = 1 << 1;
  private static final int DAY = 1 << 3;
  private static final int HOUR = 1 << 10;
  private static final int MINUTE = 1 << 11;
  private static final int SECOND = 1 << 12;

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(YEAR, " year"),
          Map.entry(MONTH, " month"),
          Map.entry(DAY, " day"),
          Map.entry(HOUR, " hour"),
          Map.entry(MINUTE, " minute"),
          Map.entry(SECOND, " second"),
          Map.entry(YEAR | MONTH, " year to month"),
          Map.entry(DAY | HOUR, " day to hour"),
          Map.entry(DAY | HOUR | MINUTE, " day to minute"),
          Map.entry(DAY | HOUR | MINUTE | SECOND, " day to second"),
          Map.entry(HOUR | MINUTE, " hour to minute"),
          Map.entry(HOUR | MINUTE | SECOND, " hour to second"),
          Map.entry(MINUTE | SECOND, " minute to second"));

  private IntervalFields() {}

  /** What stands behind {@code interval}. */
  static String sql(List<Integer> modifiers) {
    return modifiers.isEmpty()
        ? ""
        : WORDS.getOrDefault(modifiers.get(0), "")
            + (modifiers.size() > 1 ? "(" + modifiers.get(1) + ")" : "");
  }
}
