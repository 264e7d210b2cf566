package dev.sallyport.server.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON as RFC 8259 has it, read once from front to back. A hook reads one small document and ends:
 * to make a library ready for that costs more than all the rest of reading a command.
 */
final class HookJson {
  private static final int DEEPEST = 500;
  private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?";

  private final String text;
  private int at;
  private int depth;

  private HookJson(String text) {
    this.text = text;
  }

  /** What is done with each member of an object; it must take the value. */
  @FunctionalInterface
  interface Members {
    void member(String name);
  }

  /**
   * A reader that has not begun.
   *
   * @throws UnreadableRequestException where the bytes are no UTF-8
   */
  static HookJson of(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new HookJson(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw broken();
    }
  }

  boolean isObject() {
    return peek() == '{';
  }

  boolean isString() {
    return peek() == '"';
  }

  /** Whether nothing but white space is left. */
  boolean isOver() {
    return peek() == 0 && at >= text.length();
  }

  void object(Members members) {
    expect('{');
    enter();
    if (peek() == '}') {
      at++;
    } else {
      do {
        if (!isString()) {
          throw broken();
        }
        String name = string();
        expect(':');
        members.member(name);
      } while (goesOn('}'));
    }
    depth--;
  }

  /** A string's value. */
  String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    int from = at;
    while (true) {
      char unit = unit();
      if (unit == '"') {
        return value.append(text, from, at - 1).toString();
      }
      if (unit < ' ') {
        throw broken();
      }
      if (unit == '\\') {
        value.append(text, from, at - 1).append(escaped());
        from = at;
      }
    }
  }

  /**
   * Any value: every string in it goes to the list, with the innermost name.
   *
   * @param name of the value itself
   */
  void texts(String name, List<ToolCall.Field> into) {
    switch (peek()) {
      case '"' -> into.add(new ToolCall.Field(name, string()));
      case '{' -> object(inner -> texts(inner, into));
      case '[' -> array(name, into);
      default -> literal();
    }
  }

  private void array(String name, List<ToolCall.Field> into) {
    expect('[');
    enter();
    if (peek() == ']') {
      at++;
    } else {
      do {
        texts(name, into);
      } while (goesOn(']'));
    }
    depth--;
  }

  private boolean goesOn(char end) {
    char unit = peek();
    at++;
    if (unit != ',' && unit != end) {
      throw broken();
    }
    return unit == ',';
  }

  private void literal() {
    for (String word : List.of("true", "false", "null")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return;
      }
    }
    int from = at;
    while (at < text.length() && "+-.0123456789Ee".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (!text.substring(from, at).matches(NUMBER)) {
      throw broken();
    }
  }

  private char escaped() {
    char unit = unit();
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw broken();
    };
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char unit = unit();
      int digit = Character.digit(unit, 16);
      if (digit < 0 || unit > 'f') {
        throw broken();
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw broken();
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw broken();
    }
    at++;
  }

  private char unit() {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at++);
  }

  /** The next character that is no white space; 0 at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static UnreadableRequestException broken() {
    return new UnreadableRequestException("the hook's input is no JSON");
  }
}
