package dev.sallyport.policy.command.shell;

import dev.sallyport.policy.command.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code $name} and <code>${…}</code>. */
final class ParameterParser {
  private static final List<String> OPERATORS =
      List.of(
          ":-", ":=", ":+", ":?", "##", "%%", "//", "/#", "/%", "^^", ",,", "#", "%", "/", "^", ",",
          "-", "=", "+", "?", ":", "@");

  private final Source source;
  private final WordParser words;

  ParameterParser(Source source, WordParser words) {
    this.source = source;
    this.words = words;
  }

  Part plain(boolean quoted) {
    int start = ++source.at;
    if (!source.atEnd() && "@*#?$!-0123456789".indexOf(source.peek()) >= 0) {
      source.at++;
    } else {
      skipName();
    }
    return source.at == start
        ? new Word.Text("$", true)
        : new Word.Parameter(source.text.substring(start, source.at), null, "", List.of(), quoted);
  }

  Part braced(boolean quoted) {
    source.expect("${");
    String prefix = "";
    if (source.peek() == '!' && source.peek(1) != '}') {
      prefix = "!";
      source.at++;
    } else if (source.peek() == '#' && source.peek(1) != '}' && source.peek(1) != ':') {
      prefix = "length";
      source.at++;
    }
    if (source.peek() == '(') {
      skipZshFlags();
    }
    int start = source.at;
    if (!source.atEnd() && "@*#?$!-".indexOf(source.peek()) >= 0) {
      source.at++;
    } else {
      skipName();
    }
    String name = source.text.substring(start, source.at);
    String index = index();
    String operator = prefix.isEmpty() ? operator() : prefix;
    List<Word> arguments = new ArrayList<>();
    while (source.peek() != '}') {
      arguments.add(argument(operator));
      if (source.peek() == ':' || source.peek() == '/') {
        source.at++;
      }
    }
    source.expect("}");
    return new Word.Parameter(name, index, operator, arguments, quoted);
  }

  private void skipZshFlags() {
    while (!source.atEnd() && source.peek() != ')') {
      source.at++;
    }
    source.at++;
  }

  private void skipName() {
    while (Character.isLetterOrDigit(source.peek()) || source.peek() == '_') {
      source.at++;
    }
  }

  private @Nullable String index() {
    if (source.peek() != '[') {
      return null;
    }
    int close = source.text.indexOf(']', source.at);
    if (close < 0) {
      throw new UnreadableException();
    }
    String index = source.text.substring(source.at + 1, close);
    source.at = close + 1;
    return index;
  }

  private String operator() {
    for (String operator : OPERATORS) {
      if (source.take(operator)) {
        return operator;
      }
    }
    return "";
  }

  /** Up to the closing brace, or to what parts an operator's two words. */
  private Word argument(String operator) {
    boolean parts = operator.startsWith("/") || operator.equals(":");
    char end = operator.equals(":") ? ':' : '/';
    List<Part> read = new ArrayList<>();
    PartParser inner = new PartParser(source, words);
    while (source.peek() != '}' && !(parts && source.peek() == end)) {
      if (source.atEnd()) {
        throw new UnreadableException();
      }
      if ("<>() \t\r\n;&|".indexOf(source.peek()) >= 0) {
        read.add(new Word.Text(String.valueOf(source.peek()), true));
        source.at++;
      } else {
        inner.read(read);
      }
    }
    return new Word(read);
  }
}
