package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.shell.AnsiQuotes;
import dev.sallyport.policy.command.walk.Marks;
import java.util.ArrayList;
import java.util.List;

/** The strings in a program's text, whatever its language; those that are joined are one. */
final class Literals {
  private final String code;
  private final List<String> all = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private int at;

  private Literals(String code) {
    this.code = code;
  }

  /**
   * What a program's text holds.
   *
   * @param all every string
   * @param rows strings that stand in one list, joined by blanks, as arguments of a program do
   */
  record Found(List<String> all, List<String> rows) {}

  static Found in(String code) {
    Literals literals = new Literals(code);
    literals.scan();
    return new Found(List.copyOf(literals.all), List.copyOf(literals.rows));
  }

  private void scan() {
    int end = 0;
    StringBuilder row = new StringBuilder();
    while (at < code.length()) {
      char unit = code.charAt(at);
      if (unit != '\'' && unit != '"' && unit != '`') {
        at++;
        continue;
      }
      int start = at;
      String text = literal(unit);
      String between = code.substring(Math.min(end, start), start);
      if (!all.isEmpty() && between.matches("\\s*[+.]?\\s*[frb]?") && !between.contains("\n\n")) {
        int last = all.size() - 1;
        all.set(last, all.get(last) + text);
        row.append(text);
      } else {
        if (between.matches("\\s*\\]?\\s*,\\s*\\[?\\s*[frb]?") && !all.isEmpty()) {
          row.append(' ').append(text);
        } else {
          flush(row);
          row.append(text);
        }
        all.add(text);
      }
      end = at;
    }
    flush(row);
  }

  private void flush(StringBuilder row) {
    if (row.length() > 0) {
      rows.add(row.toString());
    }
    row.setLength(0);
  }

  private String literal(char quote) {
    String triple = String.valueOf(quote).repeat(3);
    boolean three = code.startsWith(triple, at);
    String end = three ? triple : String.valueOf(quote);
    int from = at + end.length();
    at = from;
    while (at < code.length() && !code.startsWith(end, at)) {
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    int stop = Math.min(at, code.length());
    at = Math.min(code.length(), stop + end.length());
    String text = code.substring(Math.min(from, stop), stop);
    String plain = quote == '`' ? text.replaceAll("\\$\\{[^}]*}", Marks.ANYTHING) : text;
    return plain.indexOf('\\') >= 0 ? AnsiQuotes.decode(plain) : plain;
  }
}
