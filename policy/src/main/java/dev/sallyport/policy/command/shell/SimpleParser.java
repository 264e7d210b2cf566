package dev.sallyport.policy.command.shell;

import dev.sallyport.policy.command.shell.Node.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a simple command: assignments, words and redirections. */
final class SimpleParser {
  /** Builtins whose arguments are assignments too. */
  private static final Set<String> DECLARING =
      Set.of("declare", "typeset", "local", "export", "readonly");

  private final Source source;
  private final WordParser words;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Word> parts = new ArrayList<>();
  private final List<Redirection> redirections = new ArrayList<>();
  private boolean declares;

  SimpleParser(Source source, WordParser words) {
    this.source = source;
    this.words = words;
  }

  Node command() {
    while (true) {
      source.skipBlanks();
      Redirection redirection = words.redirection();
      if (redirection != null) {
        redirections.add(redirection);
        continue;
      }
      if (words.atWordEnd() || source.peek() == '#') {
        break;
      }
      Assignment assignment = parts.isEmpty() || declares ? assignment() : null;
      if (assignment != null) {
        assignments.add(assignment);
      } else {
        Word word = words.word();
        if (parts.isEmpty()) {
          declares = word.bare().filter(DECLARING::contains).isPresent();
        }
        parts.add(word);
      }
    }
    if (assignments.isEmpty() && parts.isEmpty() && redirections.isEmpty()) {
      throw new UnreadableException();
    }
    return new Node.Simple(assignments, parts, redirections);
  }

  /** {@code name=…}, {@code name+=…}, {@code name[…]=…}; null where none stands here. */
  private @Nullable Assignment assignment() {
    int start = source.at;
    int at = start;
    String text = source.text;
    while (at < text.length() && isNamePart(text.charAt(at), at > start)) {
      at++;
    }
    if (at == start) {
      return null;
    }
    String name = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == '[') {
      int close = text.indexOf(']', at);
      if (close < 0) {
        return null;
      }
      at = close + 1;
    }
    boolean appends = text.startsWith("+=", at);
    if (!appends && !text.startsWith("=", at)) {
      return null;
    }
    source.at = at + (appends ? 2 : 1);
    if (source.take("(")) {
      return new Assignment(name, appends, Word.of(""), elements());
    }
    Word value = words.atWordEnd() ? Word.of("") : words.word();
    return new Assignment(name, appends, value, null);
  }

  private List<Word> elements() {
    List<Word> elements = new ArrayList<>();
    while (true) {
      source.skipLines();
      if (source.take(")")) {
        return elements;
      }
      elements.add(words.word());
    }
  }

  private static boolean isNamePart(char unit, boolean digitsToo) {
    return unit == '_'
        || unit >= 'a' && unit <= 'z'
        || unit >= 'A' && unit <= 'Z'
        || digitsToo && unit >= '0' && unit <= '9';
  }
}
