package dev.sallyport.server.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One kind of drift for people: its scenario, what it is about, and the way out. */
final class DriftText {
  private static final int WIDTH = 72;
  private static final int MOST = 8;

  private final Terminal terminal;

  DriftText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Map<?, ?> entry) {
    terminal.line("  " + terminal.paint(Paint.BAD, text(entry, "scenario")));
    if (entry.get("objects") instanceof List<?> objects) {
      objects.stream()
          .limit(MOST)
          .forEach(object -> terminal.line("    " + Visible.text(String.valueOf(object))));
      if (objects.size() > MOST) {
        terminal.line("    and " + (objects.size() - MOST) + " more: see `status --json`");
      }
    }
    List<String> lines = HistoryText.lines(WIDTH, text(entry, "remedy"));
    for (int i = 0; i < lines.size(); i++) {
      String head = i == 0 ? terminal.paint(Paint.NAME, "help: ") : "      ";
      terminal.line("    " + head + lines.get(i));
    }
  }

  private static String text(Map<?, ?> entry, String key) {
    return Visible.text(Objects.toString(entry.get(key), ""));
  }
}
