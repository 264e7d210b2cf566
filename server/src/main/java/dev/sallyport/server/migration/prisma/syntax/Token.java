package dev.sallyport.server.migration.prisma.syntax;

/**
 * A word, number, text, sign or end of a line.
 *
 * @param text without quotes, escapes resolved
 */
record Token(Kind kind, String text, int line) {
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN,
    LINE,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }
}
