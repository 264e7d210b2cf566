package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    } else if (name.equals("tickets") && value instanceof List<?> tickets) {
      terminal.line(label(name) + (tickets.isEmpty() ? "none" : ""));
      tickets.forEach(ticket -> ticket((Map<?, ?>) ticket));
    } else if (value instanceof Map<?, ?> map) {
      terminal.line(label(name));
      map.forEach((key, part) -> terminal.line("  " + key + ": " + plain(part)));
    } else if (value instanceof List<?> list) {
      terminal.line(label(name) + (list.isEmpty() ? "none" : ""));
      list.forEach(part -> terminal.line("  " + plain(part)));
    } else {
      List<String> lines = HistoryText.lines(WIDTH - 14, plain(value));
      for (int i = 0; i < lines.size(); i++) {
        terminal.line((i == 0 ? label(name) : " ".repeat(14)) + lines.get(i));
      }
    }
  }

  private void ticket(Map<?, ?> ticket) {
    List<String> facts =
        Stream.of("ticket", "state", "operation", "environment")
            .map(key -> plain(ticket.get(key)))
            .toList();
    terminal.line("  " + String.join("  ", facts));
    String why = plain(ticket.get("justification"));
    if (!why.isEmpty()) {
      HistoryText.lines(WIDTH - 4, why).forEach(line -> terminal.line("    " + line));
    }
  }

  private String label(String name) {
    return terminal.paint(Paint.STRONG, String.format("%-14s", name));
  }

  private static String plain(@Nullable Object value) {
    return value == null ? "unknown" : Visible.text(String.valueOf(value));
  }
}
