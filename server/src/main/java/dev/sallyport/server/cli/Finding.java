package dev.sallyport.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check of {@code doctor} found.
 *
 * @param help the remedy; empty where nothing is wrong
 */
record Finding(String check, Grade grade, String message, String help) {
  /** How bad it is. */
  enum Grade {
    GOOD,
    /** Works, and could be safer. */
    DOUBTFUL,
    /** Does not work. */
    BAD
  }

  static Finding good(String check, String message) {
    return new Finding(check, Grade.GOOD, message, "");
  }

  static Finding doubtful(String check, String message, String help) {
    return new Finding(check, Grade.DOUBTFUL, message, help);
  }

  static Finding bad(String check, String message, String help) {
    return new Finding(check, Grade.BAD, message, help);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("check", check);
    map.put("grade", grade.name().toLowerCase(java.util.Locale.ROOT));
    map.put("message", message);
    map.put("help", help);
    return map;
  }
}
