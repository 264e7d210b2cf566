package dev.sallyport.policy.command.shell;

/** The escapes of {@code $'…'}, {@code printf} and {@code echo -e}. */
public final class AnsiQuotes {
  private final String text;
  private final StringBuilder value = new StringBuilder();
  private int at;

  private AnsiQuotes(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The text with its escapes resolved. */
  public static String decode(String text) {
    AnsiQuotes quotes = new AnsiQuotes(text, 0);
    while (quotes.at < text.length()) {
      quotes.unit();
    }
    return quotes.value.toString();
  }

  /** Reads from the opening quote to behind the closing one. */
  static String read(Source source) {
    AnsiQuotes quotes = new AnsiQuotes(source.text, source.at + 1);
    while (quotes.at < quotes.text.length() && quotes.text.charAt(quotes.at) != '\'') {
      quotes.unit();
    }
    if (quotes.at >= quotes.text.length()) {
      throw new UnreadableException();
    }
    source.at = quotes.at + 1;
    return quotes.value.toString();
  }

  private void unit() {
    char unit = text.charAt(at++);
    if (unit != '\\' || at >= text.length()) {
      value.append(unit);
      return;
    }
    char kind = text.charAt(at++);
    switch (kind) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'a', 'b', 'f', 'v' -> value.append(' ');
      case 'e', 'E' -> value.append('\u001b');
      case 'x' -> number(16, 2);
      case 'u' -> number(16, 4);
      case 'U' -> number(16, 8);
      case 'c' -> at = Math.min(at + 1, text.length());
      case '\\', '\'', '"', '?' -> value.append(kind);
      default -> {
        if (kind >= '0' && kind <= '7') {
          at--;
          number(8, kind == '0' ? 4 : 3);
        } else {
          value.append('\\').append(kind);
        }
      }
    }
  }

  private void number(int base, int most) {
    int end = at;
    while (end < text.length() && end - at < most && Character.digit(text.charAt(end), base) >= 0) {
      end++;
    }
    if (end > at) {
      int code = (int) Long.parseLong(text.substring(at, end), base);
      if (Character.isValidCodePoint(code)) {
        value.appendCodePoint(code);
      }
    }
    at = end;
  }
}
