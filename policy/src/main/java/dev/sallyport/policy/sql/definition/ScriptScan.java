package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One pass over a script by PostgreSQL's lexical rules, that tells its statements apart without
 * understanding them, so that one broken statement does not hide the rest. Also finds what psql
 * reads before PostgreSQL does: lines that begin with a backslash, and rows behind COPY FROM STDIN.
 *
 * <p>Used once; linear.
 */
final class ScriptScan {
  private static final Pattern COPY_IN = Pattern.compile("(?is)copy\\b.*\\bfrom\\s+stdin\\b.*");
  private static final Pattern ROUTINE =
      Pattern.compile("(?is)\\s*create\\s+(or\\s+replace\\s+)?(function|procedure)\\b.*");

  /** A stretch of the text that is one statement, or that only psql reads. */
  record Piece(Span span, boolean psql) {}

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Script.Comment> comments = new ArrayList<>();
  private int at;
  private int start;
  private boolean begun;
  private int bodies;

  ScriptScan(String text) {
    this.text = text;
    scan();
  }

  List<Piece> pieces() {
    return pieces;
  }

  List<Script.Comment> comments() {
    return comments;
  }

  /** Where the next token stands, at {@code from} or behind the space and comments there. */
  int skipSpace(int from) {
    int i = from;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else if (text.charAt(i) == '-' || text.charAt(i) == '/') {
        int end = endOfComment(i);
        if (end < 0) {
          return i;
        }
        i = end;
      } else {
        return i;
      }
    }
    return i;
  }

  /** Where the comment ends that begins there; -1 where none does. */
  private int endOfComment(int start) {
    int low = 0;
    int high = comments.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span span = comments.get(middle).span();
      if (span.start() == start) {
        return span.end();
      }
      if (span.start() < start) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private void scan() {
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (Character.isWhitespace(unit)) {
        at++;
      } else if (text.startsWith("--", at)) {
        lineComment();
      } else if (text.startsWith("/*", at)) {
        blockComment();
      } else if (unit == '\\' && !begun) {
        int end = endOfLine(at);
        pieces.add(new Piece(new Span(at, end), true));
        at = end;
      } else {
        token(unit);
      }
    }
    end(text.length());
  }

  private void token(char unit) {
    if (!begun) {
      begun = true;
      start = at;
      bodies = 0;
    }
    switch (unit) {
      case '\'' -> quoted('\'', at + 1, false);
      case '"' -> quoted('"', at + 1, false);
      case '$' -> dollar();
      case ';' -> separator();
      default -> {
        if ((unit == 'e' || unit == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
          quoted('\'', at + 2, true);
        } else if (isWord(unit)) {
          word();
        } else {
          at++;
        }
      }
    }
  }

  private void separator() {
    if (bodies > 0) {
      at++;
      return;
    }
    boolean copies =
        text.regionMatches(true, start, "copy", 0, 4)
            && at - start < 10_000
            && COPY_IN.matcher(text.substring(start, at)).matches();
    end(at);
    at++;
    if (copies) {
      rows();
    }
  }

  private void end(int end) {
    if (begun) {
      int last = end;
      while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
        last--;
      }
      pieces.add(new Piece(new Span(start, last), false));
      begun = false;
    }
  }

  /** Rows up to a line of a backslash and a dot: data, not SQL. Without that line, no rows. */
  private void rows() {
    int line = endOfLine(at);
    int stop = text.startsWith("\n\\.", line) ? line : text.indexOf("\n\\.", line);
    if (stop >= 0) {
      int end = endOfLine(stop + 1);
      pieces.add(new Piece(new Span(at, end), true));
      at = end;
    }
  }

  /** Words matter only where a routine's body in SQL keeps its semicolons to itself. */
  private void word() {
    int from = at;
    while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '$')) {
      at++;
    }
    int length = at - from;
    if (length == 6 && bodies == 0 && text.regionMatches(true, from, "atomic", 0, 6)) {
      String before = text.substring(start, from).stripTrailing().toLowerCase(Locale.ROOT);
      if (before.endsWith("begin") && ROUTINE.matcher(before).matches()) {
        bodies = 1;
      }
    } else if (bodies > 0 && length == 4 && text.regionMatches(true, from, "case", 0, 4)) {
      bodies++;
    } else if (bodies > 0 && length == 3 && text.regionMatches(true, from, "end", 0, 3)) {
      bodies--;
    }
  }

  private void quoted(char quote, int from, boolean escapes) {
    int i = from;
    while (i < text.length()) {
      char unit = text.charAt(i);
      if (escapes && unit == '\\') {
        i += 2;
      } else if (unit != quote) {
        i++;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        i += 2;
      } else {
        at = i + 1;
        return;
      }
    }
    at = text.length();
  }

  private void dollar() {
    int i = at + 1;
    while (i < text.length() && isWord(text.charAt(i))) {
      i++;
    }
    if (i >= text.length() || text.charAt(i) != '$' || Character.isDigit(text.charAt(at + 1))) {
      at++;
      return;
    }
    String delimiter = text.substring(at, i + 1);
    int end = text.indexOf(delimiter, i + 1);
    at = end < 0 ? text.length() : end + delimiter.length();
  }

  private void lineComment() {
    int end = endOfLine(at);
    comments.add(new Script.Comment(new Span(at, end), text.substring(at + 2, end).strip()));
    at = end;
  }

  private void blockComment() {
    int from = at;
    int depth = 1;
    at += 2;
    while (depth > 0 && at < text.length()) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    }
    at = Math.min(at, text.length());
    String inner = text.substring(Math.min(from + 2, at), Math.max(from + 2, at - 2)).strip();
    comments.add(new Script.Comment(new Span(from, at), inner));
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n') {
      i++;
    }
    return i;
  }

  private static boolean isWord(char unit) {
    return unit == '_' || Character.isLetterOrDigit(unit);
  }
}
