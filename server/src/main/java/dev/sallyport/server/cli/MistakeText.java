package dev.sallyport.server.cli;

import dev.sallyport.policy.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mistakes of a file as compilers show them: place, what, the line itself, help. */
final class MistakeText {
  private static final int LONGEST = 160;

  private final Terminal terminal;
  private final List<String> lines;

  MistakeText(Terminal terminal, byte[] file) {
    this.terminal = terminal;
    this.lines = new String(file, StandardCharsets.UTF_8).lines().toList();
  }

  void print(Mistake mistake) {
    String severity = mistake.severity().name().toLowerCase(Locale.ROOT);
    terminal.line(
        Visible.text(
            mistake.file()
                + ":"
                + mistake.line()
                + ":"
                + mistake.column()
                + ": "
                + severity
                + ": "
                + mistake.message()));
    if (mistake.line() <= lines.size()) {
      String line = lines.get(mistake.line() - 1);
      String number = String.valueOf(mistake.line());
      terminal.line("  " + number + " | " + Visible.text(cut(line)));
      if (mistake.column() <= Math.min(line.length(), LONGEST)) {
        terminal.line(
            "  " + " ".repeat(number.length()) + " | " + " ".repeat(mistake.column() - 1) + "^");
      }
    }
    terminal.line("  help: " + Visible.text(mistake.help()));
  }

  static Map<String, Object> json(Mistake mistake) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("severity", mistake.severity().name().toLowerCase(Locale.ROOT));
    map.put("file", mistake.file());
    map.put("line", mistake.line());
    map.put("column", mistake.column());
    map.put("text", mistake.text());
    map.put("message", mistake.message());
    map.put("help", mistake.help());
    return map;
  }

  private static String cut(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
