package dev.sallyport.policy.command.shell;

import java.util.ArrayDeque;
import java.util.Deque;

/** The text under the parser and the place it has come to. */
final class Source {
  private static final int DEEPEST = 60;

  private record Awaited(
      Redirection.HereText target, String delimiter, boolean literal, boolean tabs) {}

  final String text;
  int at;
  private int depth;
  private final Deque<Awaited> awaited = new ArrayDeque<>();

  Source(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  boolean looksAt(String prefix) {
    return text.startsWith(prefix, at);
  }

  boolean take(String prefix) {
    if (looksAt(prefix)) {
      at += prefix.length();
      return true;
    }
    return false;
  }

  void expect(String prefix) {
    if (!take(prefix)) {
      throw new UnreadableException();
    }
  }

  /** Blanks and joined lines, but no line's end. */
  void skipBlanks() {
    while (true) {
      if (peek() == ' ' || peek() == '\t' || peek() == '\r') {
        at++;
      } else if (looksAt("\\\n")) {
        at += 2;
      } else if (looksAt("\\\r\n")) {
        at += 3;
      } else {
        return;
      }
    }
  }

  /** Blanks, comments and lines' ends; here-documents' bodies are read where their line ends. */
  void skipLines() {
    while (true) {
      skipBlanks();
      if (peek() == '#') {
        skipComment();
      } else if (peek() == '\n') {
        at++;
        readBodies();
      } else {
        return;
      }
    }
  }

  void skipComment() {
    while (!atEnd() && peek() != '\n') {
      at++;
    }
  }

  void await(Redirection.HereText target, String delimiter, boolean literal, boolean tabs) {
    awaited.add(new Awaited(target, delimiter, literal, tabs));
  }

  /**
   * Bodies of a script that ends without a last line end: there are none, and the text is empty.
   */
  void readBodiesAtEnd() {
    if (atEnd()) {
      readBodies();
    }
  }

  void readBodies() {
    while (!awaited.isEmpty()) {
      Awaited next = awaited.remove();
      String body = body(next);
      next.target().is(next.literal() ? Word.of(body) : WordParser.text(body, depth));
    }
  }

  private String body(Awaited wanted) {
    StringBuilder body = new StringBuilder();
    while (!atEnd()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      String stripped = wanted.tabs() ? plain.replaceFirst("^\t+", "") : plain;
      if (stripped.equals(wanted.delimiter())) {
        break;
      }
      body.append(wanted.tabs() ? line.replaceFirst("^\t+", "") : line).append('\n');
    }
    return body.toString();
  }

  int depth() {
    return depth;
  }

  Source at(int startDepth) {
    depth = startDepth;
    return this;
  }

  void descend() {
    if (++depth > DEEPEST) {
      throw new UnreadableException();
    }
  }

  void ascend() {
    depth--;
  }
}
