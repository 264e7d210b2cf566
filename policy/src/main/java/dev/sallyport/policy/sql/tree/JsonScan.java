package dev.sallyport.policy.sql.tree;

/**
 * A place in a JSON document, and what stands there: as much of JSON as a parse tree uses, which
 * has whole numbers and no {@code null}. Anything else throws.
 */
final class JsonScan {
  /** The names of members, a few hundred in all: found again without being made again. */
  private static final String[] NAMES = new String[2_048];

  /** What no document holds. */
  private static final char END = '\uFFFF';

  private final char[] text;
  private int at;

  JsonScan(String document) {
    text = document.toCharArray();
  }

  /** The character of the next token, which stays. */
  char next() {
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
    return at < text.length ? text[at] : END;
  }

  /** Takes the token if it is next. */
  boolean accept(char token) {
    if (next() == token) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char token) {
    if (!accept(token)) {
      throw broken();
    }
  }

  void expectEnd() {
    if (next() != END || at < text.length) {
      throw broken();
    }
  }

  /** The name of a member. */
  String name() {
    expect('"');
    int start = at;
    int hash = 0;
    while (at < text.length && text[at] != '"') {
      if (text[at] == '\\') {
        at = start - 1;
        return string();
      }
      hash = 31 * hash + text[at++];
    }
    int length = at - start;
    expect('"');
    return known(start, length, hash);
  }

  /** Threads may store the same name at once; any of them is as good. */
  private String known(int start, int length, int hash) {
    int slot = (hash ^ hash >>> 11) & NAMES.length - 1;
    String known = NAMES[slot];
    if (known != null && isAt(known, start, length)) {
      return known;
    }
    String name = new String(text, start, length).intern();
    NAMES[slot] = name;
    return name;
  }

  private boolean isAt(String name, int start, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }

  String string() {
    expect('"');
    int start = at;
    while (at < text.length && text[at] != '"' && text[at] != '\\') {
      at++;
    }
    String plain = new String(text, start, at - start);
    if (at < text.length && text[at] == '"') {
      at++;
      return plain;
    }
    return withEscapes(new StringBuilder(plain));
  }

  private String withEscapes(StringBuilder string) {
    while (at < text.length && text[at] != '"') {
      char unit = text[at++];
      string.append(unit == '\\' ? escape() : unit);
    }
    expect('"');
    return string.toString();
  }

  private char escape() {
    char kind = at < text.length ? text[at++] : END;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw broken();
    };
  }

  private char unit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length ? Character.digit(text[at++], 16) : -1;
      if (digit < 0) {
        throw broken();
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  Boolean word(String word, boolean value) {
    if (at + word.length() > text.length || !isAt(word, at, word.length())) {
      throw broken();
    }
    at += word.length();
    return value;
  }

  /** A whole number. */
  Long number() {
    boolean negative = accept('-');
    int start = at;
    long value = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      value = Math.addExact(Math.multiplyExact(value, 10L), text[at++] - '0');
    }
    boolean goesOn = at < text.length && (text[at] == '.' || text[at] == 'e' || text[at] == 'E');
    if (at == start || goesOn) {
      throw broken();
    }
    return negative ? -value : value;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private IllegalStateException broken() {
    return new IllegalStateException("what is no parse tree, at " + at);
  }
}
