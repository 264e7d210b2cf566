package dev.sallyport.policy.command.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Input of psql, parted into SQL and backslash commands as psql's own scanner parts it. */
final class PsqlScript {
  private final String text;
  private final Map<String, String> variables;
  private final StringBuilder sql = new StringBuilder();
  private final List<String> commands = new ArrayList<>();
  private int at;

  private PsqlScript(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /**
   * What the text holds.
   *
   * @param sql all statements, with variables put in and without backslash commands
   * @param commands backslash commands with their arguments, without the backslash
   */
  record Parts(String sql, List<String> commands) {}

  static Parts read(String text, Map<String, String> variables) {
    PsqlScript script = new PsqlScript(text, variables);
    while (script.at < text.length()) {
      script.step();
    }
    return new Parts(script.sql.toString(), List.copyOf(script.commands));
  }

  private void step() {
    char unit = text.charAt(at);
    if (unit == '\'' || unit == '"') {
      copyTo(closing(unit));
    } else if (text.startsWith("--", at)) {
      copyTo(end("\n"));
    } else if (text.startsWith("/*", at)) {
      copyTo(end("*/"));
    } else if (unit == '$') {
      dollar();
    } else if (unit == '\\') {
      command();
    } else if (unit == ':') {
      variable();
    } else {
      sql.append(unit);
      at++;
    }
  }

  private void copyTo(int end) {
    sql.append(text, at, end);
    at = end;
  }

  private int end(String mark) {
    int found = text.indexOf(mark, at + 1);
    return found < 0 ? text.length() : found + mark.length();
  }

  private int closing(char quote) {
    boolean escapes =
        quote == '\'' && at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e');
    for (int i = at + 1; i < text.length(); i++) {
      if (escapes && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }

  private void dollar() {
    int end = at + 1;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))
        || end < text.length() && text.charAt(end) == '_') {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '$') {
      copyTo(end(text.substring(at, end + 1)));
    } else {
      copyTo(at + 1);
    }
  }

  private void command() {
    if (text.startsWith("\\;", at)) {
      sql.append(';');
      at += 2;
      return;
    }
    int line = text.indexOf('\n', at);
    int end = line < 0 ? text.length() : line;
    String whole = text.substring(at + 1, end);
    int next = whole.indexOf("\\\\");
    int second = whole.startsWith("!") || whole.startsWith("copy") ? -1 : next;
    commands.add((second < 0 ? whole : whole.substring(0, second)).strip());
    if (ends(whole)) {
      sql.append(';');
    }
    at = second < 0 ? end : at + 1 + second + 2;
  }

  private static boolean ends(String command) {
    return command.startsWith("g") || command.startsWith("crosstabview");
  }

  private void variable() {
    if (text.startsWith("::", at)) {
      copyTo(at + 2);
      return;
    }
    int start = at + 1;
    char quote = start < text.length() ? text.charAt(start) : ' ';
    boolean quoted = quote == '\'' || quote == '"';
    int begin = quoted ? start + 1 : start;
    int end = begin;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String value = variables.get(text.substring(begin, end));
    boolean closed = !quoted || end < text.length() && text.charAt(end) == quote;
    if (value == null || !closed) {
      copyTo(at + 1);
      return;
    }
    sql.append(quoted ? quote + value.replace("" + quote, "" + quote + quote) + quote : value);
    at = quoted ? end + 1 : end;
  }
}
