package dev.sallyport.server.migration.proposal;

/**
 * A statement's text in which comments, literals, quoted names and dollar-quoted bodies are blanked
 * out, character for character, so that keywords can be looked for where they are keywords.
 *
 * @param text of the same length as the original
 * @param start where the statement itself begins, after white space and comments
 */
record MaskedSql(String text, int start) {
  private static final char BLANK = '\u0001';

  static MaskedSql of(String sql) {
    char[] masked = sql.toCharArray();
    int at = 0;
    int start = -1;
    while (at < masked.length) {
      int end = endOfMasked(sql, at);
      if (end > at) {
        boolean comment = sql.startsWith("--", at) || sql.startsWith("/*", at);
        if (!comment && start < 0) {
          start = at;
        }
        for (int i = at; i < end; i++) {
          masked[i] = comment ? ' ' : BLANK;
        }
        at = end;
      } else {
        if (start < 0 && !Character.isWhitespace(masked[at])) {
          start = at;
        }
        at++;
      }
    }
    return new MaskedSql(new String(masked), Math.max(start, 0));
  }

  private static int endOfMasked(String sql, int at) {
    char c = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end;
    }
    if (sql.startsWith("/*", at)) {
      return endOfComment(sql, at);
    }
    if (c == '\'') {
      boolean escapes =
          at > 0
              && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
              && (at == 1 || !Character.isLetterOrDigit(sql.charAt(at - 2)));
      return endOfQuoted(sql, at, '\'', escapes);
    }
    if (c == '"') {
      return endOfQuoted(sql, at, '"', false);
    }
    return c == '$' ? endOfDollars(sql, at) : at;
  }

  private static int endOfComment(String sql, int at) {
    int depth = 0;
    for (int i = at; i < sql.length(); i++) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return sql.length();
  }

  private static int endOfQuoted(String sql, int at, char quote, boolean escapes) {
    for (int i = at + 1; i < sql.length(); i++) {
      if (escapes && sql.charAt(i) == '\\') {
        i++;
      } else if (sql.charAt(i) == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return sql.length();
  }

  private static int endOfDollars(String sql, int at) {
    int close = sql.indexOf('$', at + 1);
    if (close < 0
        || !sql.substring(at + 1, close).matches("[A-Za-z_\\x80-\\uffff]?[\\w\\x80-\\uffff]*")) {
      return at;
    }
    String tag = sql.substring(at, close + 1);
    int end = sql.indexOf(tag, close + 1);
    return end < 0 ? sql.length() : end + tag.length();
  }
}
