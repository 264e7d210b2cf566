package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.shell.AnsiQuotes;
import java.util.List;

/** What {@code printf} prints. */
final class PrintFormat {
  private final String format;
  private final List<String> values;
  private int next;

  /**
   * @param words the format and its values
   */
  PrintFormat(List<String> words) {
    boolean marked = words.get(0).equals("--") && words.size() > 1;
    List<String> all = marked ? words.subList(1, words.size()) : words;
    format = all.get(0);
    values = all.subList(1, all.size());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int before;
    do {
      before = next;
      round(text);
    } while (next < values.size() && next > before && text.length() < 100_000);
    return text.toString();
  }

  private void round(StringBuilder text) {
    int at = 0;
    StringBuilder plain = new StringBuilder();
    while (at < format.length()) {
      char unit = format.charAt(at);
      if (unit != '%' || at + 1 >= format.length()) {
        plain.append(unit);
        at++;
        continue;
      }
      text.append(AnsiQuotes.decode(plain.toString()));
      plain.setLength(0);
      at++;
      while (at < format.length() - 1 && "-+ #0123456789.*".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      text.append(converted(format.charAt(at)));
      at++;
    }
    text.append(AnsiQuotes.decode(plain.toString()));
  }

  private String converted(char conversion) {
    if (conversion == '%') {
      return "%";
    }
    String value = next < values.size() ? values.get(next) : "";
    next++;
    return conversion == 'b' ? AnsiQuotes.decode(value) : value;
  }
}
