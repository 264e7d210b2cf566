package dev.sallyport.server.guard.setup;

import dev.sallyport.server.SallyportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON file with comments and trailing commas, and where everything in it stands: enough to put
 * something in without touching a byte of the rest.
 */
final class JsonText {
  private static final int DEEPEST = 100;

  private final String name;
  private final String text;
  private int at;
  private int depth;

  private JsonText(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * A value and its place.
   *
   * @param kind the first character of an object, an array or a string; {@code 0} for others
   * @param end after its last character
   * @param members of an object or an array, in order
   * @param text a string's own text
   */
  record Value(char kind, int start, int end, List<Member> members, String text) {
    Optional<Value> member(String key) {
      return members.stream().filter(m -> m.key().equals(key)).map(Member::value).findFirst();
    }

    boolean isObject() {
      return kind == '{';
    }

    boolean isArray() {
      return kind == '[';
    }
  }

  /**
   * A member of an object, or an element of an array with an empty key.
   *
   * @param start of the key
   */
  record Member(String key, int start, Value value) {}

  /**
   * Reads a file.
   *
   * @throws SallyportException where it is no JSON
   */
  static Value read(String name, String text) {
    JsonText json = new JsonText(name, text);
    if (text.startsWith("\uFEFF")) {
      json.at = 1;
    }
    json.skip();
    Value value = json.value();
    json.skip();
    if (json.at < text.length() || !value.isObject()) {
      throw json.broken();
    }
    return value;
  }

  private SallyportException broken() {
    int line =
        1
            + (int)
                text.substring(0, Math.min(at, text.length()))
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
    return SallyportException.usage(
        "`" + name + "` is no JSON object that can be added to (line " + line + ")",
        "mend it, then run `sallyport init` again");
  }

  private void skip() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw broken();
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at);
  }

  private Value value() {
    if (++depth > DEEPEST) {
      throw broken();
    }
    Value value =
        switch (peek()) {
          case '{', '[' -> container(peek());
          case '"' -> string();
          default -> plain();
        };
    depth--;
    return value;
  }

  private Value container(char kind) {
    int start = at++;
    char close = kind == '{' ? '}' : ']';
    List<Member> members = new ArrayList<>();
    skip();
    while (peek() != close) {
      int begin = at;
      String key = "";
      if (kind == '{') {
        if (peek() != '"') {
          throw broken();
        }
        key = string().text();
        skip();
        expect(':');
        skip();
      }
      members.add(new Member(key, begin, value()));
      skip();
      if (peek() != close) {
        expect(',');
        skip();
      }
    }
    at++;
    return new Value(kind, start, at, List.copyOf(members), "");
  }

  private void expect(char unit) {
    if (peek() != unit) {
      throw broken();
    }
    at++;
  }

  private Value string() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      if (peek() == '\n') {
        throw broken();
      }
      if (peek() == '\\') {
        at++;
        if (peek() == 'u' && at + 4 < text.length()) {
          value.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
          at += 5;
          continue;
        }
      }
      value.append(peek());
      at++;
    }
    at++;
    return new Value('"', start, at, List.of(), value.toString());
  }

  private Value plain() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw broken();
    }
    return new Value('0', start, at, List.of(), text.substring(start, at));
  }
}
