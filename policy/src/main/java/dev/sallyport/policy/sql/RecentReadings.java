package dev.sallyport.policy.sql;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The readings of the texts used last, by exact text. Bounded by the length of the texts, so that
 * no agent can fill the memory. Thread-safe.
 */
final class RecentReadings {
  /** Most UTF-16 units of all texts kept. */
  private static final int CAPACITY = 1 << 20;

  /** Longer texts are read again: they are scripts, which are not repeated often. */
  private static final int LONGEST = 1 << 14;

  private final Map<String, Reading> readings = new LinkedHashMap<>(256, 0.75f, true);
  private int size;

  synchronized Optional<Reading> of(String sql) {
    return Optional.ofNullable(readings.get(sql));
  }

  synchronized void keep(String sql, Reading reading) {
    if (sql.length() > LONGEST || readings.put(sql, reading) != null) {
      return;
    }
    size += sql.length() + 1;
    Iterator<String> oldest = readings.keySet().iterator();
    while (size > CAPACITY) {
      size -= oldest.next().length() + 1;
      oldest.remove();
    }
  }

  synchronized void forget() {
    readings.clear();
    size = 0;
  }
}
