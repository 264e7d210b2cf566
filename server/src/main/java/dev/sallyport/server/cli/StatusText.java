package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gate's status on one screen. */
final class StatusText {
  private final Terminal terminal;

  StatusText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Answer answer) {
    answer.body().forEach(this::entry);
    if (!answer.next().isEmpty()) {
      terminal.line(terminal.paint(Paint.QUIET, "next: ") + Visible.text(answer.next()));
    }
  }

  private void entry(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
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
