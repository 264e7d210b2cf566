package dev.sallyport.server.catalog;

import java.util.List;

/** Names with {@code *} and {@code ?}, as patterns of LIKE. */
final class Globs {
  private Globs() {}

  /** One pattern over {@code schema.name} for each glob; all names where there is none. */
  static List<String> patterns(List<String> globs) {
    return globs.isEmpty() ? List.of("%") : globs.stream().map(Globs::pattern).toList();
  }

  private static String pattern(String glob) {
    String named = glob.indexOf('.') < 0 ? "*." + glob : glob;
    return named
        .replace("\\", "\\\\")
        .replace("%", "\\%")
        .replace("_", "\\_")
        .replace('*', '%')
        .replace('?', '_');
  }
}
