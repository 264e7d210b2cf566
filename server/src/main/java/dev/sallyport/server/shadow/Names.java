package dev.sallyport.server.shadow;

/** Names in SQL that we write ourselves. */
final class Names {
  private Names() {}

  /** An identifier, always quoted. */
  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A string constant without escapes. */
  static String literal(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : " E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
