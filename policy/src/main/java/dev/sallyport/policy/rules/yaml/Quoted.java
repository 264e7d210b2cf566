package dev.sallyport.policy.rules.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Input as messages show it: in backticks, on one line, cut where it is long. */
public final class Quoted {
  private static final int LONGEST = 80;

  private Quoted() {}

  /** {@code `text`}, safe to put into a line of a message. */
  public static String of(String text) {
    return "`" + cut(text, LONGEST) + "`";
  }

  /** {@code `a`, `b` or `c`}. */
  public static String choice(List<String> texts) {
    if (texts.size() == 1) {
      return of(texts.get(0));
    }
    return list(texts.subList(0, texts.size() - 1)) + " or " + of(texts.get(texts.size() - 1));
  }

  /** {@code `a`, `b`, `c`}. */
  public static String list(List<String> texts) {
    return texts.stream().map(Quoted::of).collect(Collectors.joining(", "));
  }

  static String cut(String text, int most) {
    if (text.length() <= most && isPlain(text)) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(c -> Character.isISOControl(c) || isInvisible(c) || c == '`' ? ' ' : c)
        .forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > most ? line + "…" : line.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '`') {
        return false;
      }
    }
    return true;
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
