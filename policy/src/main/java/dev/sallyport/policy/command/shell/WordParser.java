package dev.sallyport.policy.command.shell;

import dev.sallyport.policy.command.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads words and redirections. */
final class WordParser {
  private static final String META = " \t\r\n;&|<>()";
  private static final List<String> OPERATORS =
      List.of("<<<", "<<-", "<<", "<&", "<>", "<", "&>>", "&>", ">>", ">&", ">|", ">");

  private final Source source;
  private final PartParser parts;

  WordParser(Source source) {
    this.source = source;
    this.parts = new PartParser(source, this);
  }

  /** A here-document's body, in which quotes mean nothing. */
  static Word text(String body, int depth) {
    Source source = new Source(body).at(depth);
    try {
      return new Word(new PartParser(source, new WordParser(source)).quotedUntilEnd());
    } catch (UnreadableException e) {
      return Word.of(body);
    }
  }

  boolean atWordEnd() {
    if (source.atEnd()) {
      return true;
    }
    if (source.looksAt("<(") || source.looksAt(">(")) {
      return false;
    }
    return META.indexOf(source.peek()) >= 0;
  }

  /** One word; throws where none stands here. */
  Word word() {
    List<Part> read = new ArrayList<>();
    while (!atWordEnd()) {
      if (source.looksAt("\\\n")) {
        source.at += 2;
      } else {
        parts.read(read);
      }
    }
    if (read.isEmpty()) {
      throw new UnreadableException();
    }
    return new Word(merged(read));
  }

  /** The word that stands here if it is plain characters, else the empty text. Moves nothing. */
  String peekBare() {
    int end = source.at;
    String text = source.text;
    while (end < text.length() && META.indexOf(text.charAt(end)) < 0) {
      if ("'\"\\$`".indexOf(text.charAt(end)) >= 0) {
        return "";
      }
      end++;
    }
    return text.substring(source.at, end);
  }

  String bareWord() {
    String word = peekBare();
    if (word.isEmpty()) {
      throw new UnreadableException();
    }
    source.at += word.length();
    return word;
  }

  Word untilArithmeticEnd() {
    return new Word(parts.arithmetic());
  }

  List<Redirection> redirections() {
    List<Redirection> all = new ArrayList<>();
    while (true) {
      source.skipBlanks();
      Redirection next = redirection();
      if (next == null) {
        return all;
      }
      all.add(next);
    }
  }

  @Nullable Redirection redirection() {
    int start = source.at;
    int digits = start;
    while (digits < source.text.length() && Character.isDigit(source.text.charAt(digits))) {
      digits++;
    }
    if (source.peek() == '{') {
      int close = source.text.indexOf('}', start);
      if (close > 0 && source.text.substring(start + 1, close).matches("\\w+")) {
        digits = close + 1;
      }
    }
    source.at = digits;
    if (source.looksAt("<(") || source.looksAt(">(")) {
      source.at = start;
      return null;
    }
    for (String operator : OPERATORS) {
      if (source.take(operator)) {
        String number = source.text.substring(start, digits);
        int descriptor = number.matches("\\d{1,4}") ? Integer.parseInt(number) : -1;
        source.skipBlanks();
        return operator.equals("<<") || operator.equals("<<-")
            ? hereDocument(operator, descriptor)
            : new Redirection(operator, descriptor, new Redirection.HereText(word()));
      }
    }
    source.at = start;
    return null;
  }

  private Redirection hereDocument(String operator, int descriptor) {
    int start = source.at;
    Word delimiter = word();
    boolean literal = false;
    StringBuilder plain = new StringBuilder();
    for (Part part : delimiter.parts()) {
      if (part instanceof Word.Text text) {
        literal |= text.quoted();
        plain.append(text.value());
      } else {
        plain.setLength(0);
        plain.append(source.text, start, source.at);
        break;
      }
    }
    Redirection.HereText target = new Redirection.HereText(Word.of(""));
    source.await(target, plain.toString(), literal, operator.equals("<<-"));
    return new Redirection("<<", descriptor, target);
  }

  private static List<Part> merged(List<Part> parts) {
    List<Part> merged = new ArrayList<>();
    for (Part part : parts) {
      int last = merged.size() - 1;
      if (part instanceof Word.Text text
          && last >= 0
          && merged.get(last) instanceof Word.Text before
          && before.quoted() == text.quoted()) {
        merged.set(last, new Word.Text(before.value() + text.value(), text.quoted()));
      } else {
        merged.add(part);
      }
    }
    return merged;
  }
}
