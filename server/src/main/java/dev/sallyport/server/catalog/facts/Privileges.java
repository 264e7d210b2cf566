package dev.sallyport.server.catalog.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Privileges as facts have them: only of those whose privileges are not the usual ones, so that
 * they read alike on every major, whatever an owner's usual ones are there.
 */
final class Privileges {
  private static final int FIRST_WITH_MAINTAIN = 17;

  private Privileges() {}

  /**
   * Who has other privileges than the usual ones; an empty list for who has lost all of them.
   *
   * @param all lists of privileges by role
   * @param usual the same, as PostgreSQL gives them of itself
   */
  static SortedMap<String, Object> unusual(
      Map<String, Object> all, Map<String, Object> usual, int major) {
    SortedMap<String, Object> unusual = new TreeMap<>();
    TreeSet<String> everyone = new TreeSet<>(all.keySet());
    everyone.addAll(usual.keySet());
    for (String who : everyone) {
      List<String> has = texts(all.get(who));
      List<String> wont = texts(usual.get(who));
      if (!has.equals(wont)) {
        if (major < FIRST_WITH_MAINTAIN && wont.contains("TRUNCATE")) {
          // Nobody took it away where it does not exist.
          has.add("MAINTAIN");
          has.sort(String::compareTo);
        }
        unusual.put(who, has);
      }
    }
    return unusual;
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(one -> texts.add(String.valueOf(one)));
    }
    return texts;
  }
}
