package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gate's status on one screen. */
final class StatusText {
  private static final int WIDTH = 74;

  private final Terminal terminal;

  StatusText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Answer answer) {
    boolean compared = !answer.body().containsKey("drift_note");
    answer
        .body()
        .forEach(
            (name, value) -> {
              if (compared || !name.equals("drift") || !List.of().equals(value)) {
                entry(name, value);
              }
            });
    if (!answer.next().isEmpty()) {
      List<String> lines = HistoryText.lines(WIDTH, Visible.text(answer.next()));
      for (int i = 0; i < lines.size(); i++) {
        terminal.line((i == 0 ? terminal.paint(Paint.QUIET, "next: ") : "      ") + lines.get(i));
      }
    }
  }

  private void entry(String name, @Nullable Object value) {
    if (name.equals("history") && value instanceof Map<?, ?> history) {
      terminal.line(label(name));
      new HistoryText(terminal).print(history);
    } else if (name.equals("drift") && value instanceof List<?> drift) {
      terminal.line(label(name) + (drift.isEmpty() ? "none found" : ""));
      drift.forEach(entry -> new DriftText(terminal).print((Map<?, ?>) entry));
    } else if (value instanceof Map<?, ?> map) {
      terminal.line(label(name));
      map.forEach((key, part) -> terminal.line("  " + key + ": " + plain(part)));
    } else if (value instanceof List<?> list) {
      terminal.line(label(name) + (list.isEmpty() ? "none" : ""));
      list.forEach(part -> terminal.line("  " + plain(part)));
    } else {
      terminal.line(label(name) + plain(value));
    }
  }

  private String label(String name) {
    return terminal.paint(Paint.STRONG, String.format("%-14s", name));
  }

  private static String plain(@Nullable Object value) {
    return value == null ? "unknown" : Visible.text(String.valueOf(value));
  }
}
