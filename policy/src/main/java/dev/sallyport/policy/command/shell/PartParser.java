package dev.sallyport.policy.command.shell;

import dev.sallyport.policy.command.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads the pieces of a word: quotes, escapes and expansions. */
final class PartParser {
  private final Source source;
  private final WordParser words;

  PartParser(Source source, WordParser words) {
    this.source = source;
    this.words = words;
  }

  /** Adds the piece that stands here, outside of quotes. */
  void read(List<Part> into) {
    switch (source.peek()) {
      case '\'' -> into.add(single());
      case '"' -> doubleQuoted(into);
      case '\\' -> escaped(into);
      case '`' -> into.add(backticks(false));
      case '$' -> dollar(into, false);
      case '<', '>' -> into.add(processFile());
      default -> plain(into);
    }
  }

  /** All that is left, as between double quotes. */
  List<Part> quotedUntilEnd() {
    List<Part> parts = new ArrayList<>();
    while (!source.atEnd()) {
      quotedPiece(parts, "$`\\");
    }
    return parts;
  }

  private void plain(List<Part> into) {
    into.add(new Word.Text(String.valueOf(source.peek()), false));
    source.at++;
  }

  private Part single() {
    int end = source.text.indexOf('\'', source.at + 1);
    if (end < 0) {
      throw new UnreadableException();
    }
    String value = source.text.substring(source.at + 1, end);
    source.at = end + 1;
    return new Word.Text(value, true);
  }

  private void escaped(List<Part> into) {
    into.add(new Word.Text(source.peek(1) == '\0' ? "" : String.valueOf(source.peek(1)), true));
    source.at += 2;
  }

  private void doubleQuoted(List<Part> into) {
    source.at++;
    into.add(new Word.Text("", true));
    while (source.peek() != '"') {
      if (source.atEnd()) {
        throw new UnreadableException();
      }
      quotedPiece(into, "$`\"\\");
    }
    source.at++;
  }

  private void quotedPiece(List<Part> into, String escapable) {
    char unit = source.peek();
    if (unit == '$') {
      dollar(into, true);
    } else if (unit == '`') {
      into.add(backticks(true));
    } else if (unit == '\\' && source.peek(1) == '\n') {
      source.at += 2;
    } else if (unit == '\\' && escapable.indexOf(source.peek(1)) >= 0) {
      into.add(new Word.Text(String.valueOf(source.peek(1)), true));
      source.at += 2;
    } else {
      int start = source.at++;
      while (!source.atEnd() && "$`\"\\".indexOf(source.peek()) < 0) {
        source.at++;
      }
      into.add(new Word.Text(source.text.substring(start, source.at), true));
    }
  }

  private Part backticks(boolean quoted) {
    StringBuilder inner = new StringBuilder();
    source.at++;
    while (source.peek() != '`') {
      if (source.atEnd()) {
        throw new UnreadableException();
      }
      if (source.peek() == '\\' && "$`\\".indexOf(source.peek(1)) >= 0) {
        source.at++;
      }
      inner.append(source.peek());
      source.at++;
    }
    source.at++;
    source.descend();
    Script script = ShellParser.parse(inner.toString(), source.depth());
    source.ascend();
    return new Word.Substitution(script, quoted);
  }

  private void dollar(List<Part> into, boolean quoted) {
    if (!quoted && source.peek(1) == '\'') {
      source.at++;
      into.add(new Word.Text(AnsiQuotes.read(source), true));
    } else if (!quoted && source.peek(1) == '"') {
      source.at++;
      doubleQuoted(into);
    } else if (source.looksAt("$((") || source.looksAt("$[")) {
      into.add(arithmeticOrSubstitution(quoted));
    } else if (source.looksAt("$(")) {
      into.add(substitution(quoted));
    } else if (source.looksAt("${")) {
      into.add(new ParameterParser(source, words).braced(quoted));
    } else {
      into.add(new ParameterParser(source, words).plain(quoted));
    }
  }

  private Part substitution(boolean quoted) {
    source.expect("$(");
    Script script = new ShellParser(source).block();
    source.skipLines();
    source.expect(")");
    return new Word.Substitution(script, quoted);
  }

  private Part arithmeticOrSubstitution(boolean quoted) {
    int start = source.at;
    try {
      if (source.take("$[")) {
        return new Word.Arithmetic(new Word(until("]")));
      }
      source.expect("$((");
      return new Word.Arithmetic(new Word(arithmetic()));
    } catch (UnreadableException e) {
      source.at = start;
      return substitution(quoted);
    }
  }

  /** The pieces up to the two brackets that end an expression; those are passed over. */
  List<Part> arithmetic() {
    return until("))");
  }

  private List<Part> until(String end) {
    List<Part> parts = new ArrayList<>();
    int open = 0;
    while (open > 0 || !source.looksAt(end)) {
      char unit = source.peek();
      if (source.atEnd()) {
        throw new UnreadableException();
      }
      if (unit == '$' || unit == '`') {
        quotedPiece(parts, "$`\\");
        continue;
      }
      open += unit == '(' ? 1 : unit == ')' ? -1 : 0;
      if (open < 0) {
        throw new UnreadableException();
      }
      source.at++;
    }
    source.at += end.length();
    return parts;
  }

  private Part processFile() {
    boolean reads = source.peek() == '<';
    source.at += 2;
    Script script = new ShellParser(source).block();
    source.skipLines();
    source.expect(")");
    return new Word.ProcessFile(script, reads);
  }
}
