package dev.sallyport.server.migration.prisma.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a schema into tokens; comments are left out. */
final class Tokens {
  private static final String SIGNS = "{}()[]=:,.?@";

  private final String path;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private Tokens(String path, String text) {
    this.path = path;
    this.text = text;
  }

  static List<Token> of(String path, String text) {
    return new Tokens(path, text).all();
  }

  private List<Token> all() {
    if (text.startsWith("\uFEFF")) {
      at++;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        add(Token.Kind.LINE, "\n");
        line++;
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = endOf("\n");
      } else if (text.startsWith("/*", at)) {
        int end = Math.min(text.length(), endOf("*/") + 2);
        line += (int) text.substring(at, end).chars().filter(ch -> ch == '\n').count();
        at = end;
      } else {
        next(c);
      }
    }
    add(Token.Kind.LINE, "\n");
    add(Token.Kind.END, "the end");
    return tokens;
  }

  private int endOf(String mark) {
    int end = text.indexOf(mark, at);
    return end < 0 ? text.length() : end;
  }

  private void next(char c) {
    if (c == '"') {
      quoted();
    } else if (c == '-' || Character.isDigit(c)) {
      int end = at + 1;
      while (end < text.length() && (digit(end) || text.charAt(end) == '.' && digit(end + 1))) {
        end++;
      }
      boolean word = end < text.length() && isWord(text.charAt(end));
      take(word ? Token.Kind.WORD : Token.Kind.NUMBER, word ? endOfWord(end) : end);
    } else if (isWord(c)) {
      take(Token.Kind.WORD, endOfWord(at));
    } else if (SIGNS.indexOf(c) >= 0) {
      boolean block = text.startsWith("@@", at);
      take(Token.Kind.SIGN, at + (block ? 2 : 1));
    } else {
      throw new SchemaSyntaxException(path, line, "`" + c + "` is not expected here");
    }
  }

  private boolean digit(int place) {
    return place < text.length() && Character.isDigit(text.charAt(place));
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private void take(Token.Kind kind, int end) {
    add(kind, text.substring(at, end));
    at = end;
  }

  private void add(Token.Kind kind, String value) {
    tokens.add(new Token(kind, value, line));
  }

  private void quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      value.append(c == '\\' ? escaped() : String.valueOf(c));
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new SchemaSyntaxException(path, line, "a text has no end");
    }
    at++;
    add(Token.Kind.TEXT, value.toString());
  }

  private String escaped() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case '0' -> "\0";
      case '"', '\\', '/', '\'' -> String.valueOf(c);
      case 'u' -> unicode();
      default -> throw new SchemaSyntaxException(path, line, "`\\" + c + "` is no escape");
    };
  }

  private String unicode() {
    try {
      String digits = text.substring(at, at + 4);
      at += 4;
      return String.valueOf((char) Integer.parseInt(digits, 16));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new SchemaSyntaxException(path, line, "`\\u` wants four hexadecimal digits");
    }
  }
}
