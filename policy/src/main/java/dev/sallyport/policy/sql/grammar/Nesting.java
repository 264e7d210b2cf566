package dev.sallyport.policy.sql.grammar;

/** How deep a JSON document nests, without reading it. */
final class Nesting {
  /** Bytes that a level takes at least: an object in a list, with a name of one letter. */
  private static final int LEAST_PER_LEVEL = 4;

  private Nesting() {}

  /** Whether objects and lists stand in each other on more than that many levels. */
  static boolean exceeds(String json, int levels) {
    if (json.length() / LEAST_PER_LEVEL <= levels) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < json.length(); i++) {
      switch (json.charAt(i)) {
        case '{', '[' -> {
          if (++depth > levels) {
            return true;
          }
        }
        case '}', ']' -> depth--;
        case '"' -> i = endOfString(json, i + 1);
        default -> {
          // names, numbers and what stands between them
        }
      }
    }
    return false;
  }

  private static int endOfString(String json, int start) {
    int at = start;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
