package dev.sallyport.policy.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text by the lexical rules of PostgreSQL ({@code scan.l}, with {@code
 * standard_conforming_strings} on), that counts tokens and open brackets and finds what is never
 * closed. It may count a token twice, never too few: a string that is one to it is one to
 * PostgreSQL, or PostgreSQL refuses the text.
 *
 * <p>Used once. Iterative and linear: every unit is looked at a bounded number of times.
 */
final class TokenScan {
  private final String sql;
  private final BracketStack open = new BracketStack();
  private final ChainCount chains = new ChainCount();
  private int at;
  private int tokens;
  private int setOperations;
  private Reading.@Nullable Refused refusal;

  TokenScan(String sql) {
    this.sql = sql;
  }

  /** Why the text is over a limit or lexically broken; empty where it is neither. */
  Optional<Reading.Refused> refusal() {
    while (refusal == null && at < sql.length()) {
      char unit = sql.charAt(at);
      if (isSpace(unit)) {
        at++;
      } else if (unit == '-' && charAt(at + 1) == '-') {
        skipLineComment();
      } else if (unit == '/' && charAt(at + 1) == '*') {
        skipBlockComment();
      } else {
        countToken();
        skipToken(unit);
      }
    }
    if (refusal == null && !open.isEmpty()) {
      refuse(
          "the `" + open.character() + "` that stands here is never closed",
          open.position(),
          "close it with `" + open.closer() + "`");
    }
    return Optional.ofNullable(refusal);
  }

  private void countToken() {
    tokens++;
    if (tokens > InputLimits.TOKENS) {
      refuse(
          "the text has more than " + InputLimits.count(InputLimits.TOKENS) + " tokens",
          at,
          "split it into several requests");
    }
  }

  /** A chain of them is as deep as it is long, and slow to refuse. */
  private void countSetOperation(char unit) {
    if ("uUeEiI".indexOf(unit) < 0) {
      return;
    }
    if (startsWithWord("union") || startsWithWord("except") || startsWithWord("intersect")) {
      setOperations++;
      if (setOperations > InputLimits.SET_OPERATIONS) {
        refuse(
            "the text has more than "
                + InputLimits.count(InputLimits.SET_OPERATIONS)
                + " set operations",
            at,
            "write the rows as a `VALUES` list, or split the text");
      }
    }
  }

  private void checkChain(int position) {
    if (chains.isTooLong()) {
      refuse(
          "the text chains more operators or joins than any tree of it may be deep",
          position,
          "put brackets around parts of the chain, or split the text");
    }
  }

  private boolean startsWithWord(String word) {
    return sql.regionMatches(true, at, word, 0, word.length());
  }

  private void skipToken(char unit) {
    switch (unit) {
      case '\'' -> skipQuoted('\'', at + 1, false);
      case '"' -> skipQuoted('"', at + 1, false);
      case '$' -> skipDollar();
      case '(', '[' -> open(unit);
      case ')', ']' -> close(unit);
      default -> {
        if ((unit == 'e' || unit == 'E') && charAt(at + 1) == '\'') {
          skipQuoted('\'', at + 2, true);
        } else if (isDigit(unit)) {
          skipNumber();
        } else if (isWord(unit)) {
          countSetOperation(unit);
          int start = at;
          skipWord();
          chains.word(sql, start, at);
          checkChain(start);
        } else {
          chains.symbol(unit, at);
          checkChain(at);
          at++;
        }
      }
    }
  }

  private void open(char unit) {
    if (open.depth() >= InputLimits.NESTING) {
      refuse(
          "brackets are nested more than " + InputLimits.NESTING + " deep",
          at,
          "nest fewer, such as with a WITH query");
      return;
    }
    open.push(unit, at);
    chains.open();
    at++;
  }

  private void close(char unit) {
    if (!open.closes(unit)) {
      refuse("the `" + unit + "` that stands here closes nothing", at, "remove it, or open it");
      return;
    }
    open.pop();
    chains.close();
    at++;
  }

  /**
   * A number, with the letters that stick to it: {@code 1e'} opens no escape string. A dollar sign
   * does not stick: {@code 1$$} opens a dollar-quoted string.
   */
  private void skipNumber() {
    while (at < sql.length() && isWord(sql.charAt(at))) {
      at++;
    }
  }

  /** A word; a dollar sign sticks to it. */
  private void skipWord() {
    while (at < sql.length() && (isWord(sql.charAt(at)) || sql.charAt(at) == '$')) {
      at++;
    }
  }

  /**
   * A string or quoted name; the doubled quote inside is simply two of them side by side, except
   * for escape strings, which a line break and another quote continue.
   */
  private void skipQuoted(char quote, int from, boolean escapes) {
    int i = from;
    while (i < sql.length()) {
      char unit = sql.charAt(i);
      if (unit == '\\' && escapes) {
        i += 2;
      } else if (unit != quote) {
        i++;
      } else if (charAt(i + 1) == quote) {
        i += 2;
      } else {
        int more = escapes ? continuation(i + 1) : -1;
        if (more < 0) {
          at = i + 1;
          return;
        }
        i = more;
      }
    }
    refuse(
        (quote == '"' ? "the quoted name" : "the string") + " that begins here is never closed",
        at,
        "close it with `" + quote + "`");
  }

  /**
   * Where an escape string goes on after its quote closed before {@code from}: behind the next
   * quote, if only white space with a line break, and comments, stand between; else -1.
   */
  private int continuation(int from) {
    boolean broken = false;
    int i = from;
    while (i < sql.length()) {
      char unit = sql.charAt(i);
      if (isSpace(unit)) {
        broken |= unit == '\n' || unit == '\r';
        i++;
      } else if (unit == '-' && charAt(i + 1) == '-') {
        i = endOfLine(i);
      } else {
        return broken && unit == '\'' ? i + 1 : -1;
      }
    }
    return -1;
  }

  private void skipDollar() {
    int i = at + 1;
    if (i < sql.length() && !isDigit(sql.charAt(i))) {
      while (i < sql.length() && isWord(sql.charAt(i))) {
        i++;
      }
    }
    if (charAt(i) != '$') {
      at++;
      return;
    }
    String delimiter = sql.substring(at, i + 1);
    int end = sql.indexOf(delimiter, i + 1);
    if (end < 0) {
      refuse("the dollar-quoted string that begins here is never closed", at, "close it");
      return;
    }
    at = end + delimiter.length();
  }

  private void skipLineComment() {
    at = endOfLine(at);
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private void skipBlockComment() {
    int depth = 1;
    int i = at + 2;
    while (depth > 0 && i < sql.length()) {
      char unit = sql.charAt(i);
      if (unit == '/' && charAt(i + 1) == '*') {
        depth++;
        i += 2;
      } else if (unit == '*' && charAt(i + 1) == '/') {
        depth--;
        i += 2;
      } else {
        i++;
      }
    }
    if (depth > 0) {
      refuse("the comment that begins here is never closed", at, "close it with `*/`");
      return;
    }
    at = i;
  }

  private void refuse(String message, int position, String help) {
    if (refusal == null) {
      refusal = new Reading.Refused(message, position, help);
    }
  }

  /** The unit there; U+0000, which no text holds here, behind the end. */
  private char charAt(int i) {
    return i < sql.length() ? sql.charAt(i) : 0;
  }

  private static boolean isSpace(char unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  }

  /** Letters, digits, underscore and everything beyond ASCII: the latter are letters to it. */
  private static boolean isWord(char unit) {
    return unit >= 0x80
        || unit == '_'
        || isDigit(unit)
        || (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z');
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }
}
