package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What would be decided, as a person reads it: the verdict, why, and what each statement does. */
final class ConsideredText {
  private static final int WIDTH = 76;
  private static final int MOST_LINES = 6;

  private final Terminal terminal;

  ConsideredText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Answer answer) {
    Map<String, @Nullable Object> body = answer.body();
    terminal.line(label("decision") + verdict(String.valueOf(body.get("decision"))));
    if (body.get("environment") instanceof String environment) {
      entry("environment", environment + ": " + body.get("environment_why"));
    }
    entry("policy", String.valueOf(body.get("policy")));
    answer.reasons().forEach(this::reason);
    if (body.get("statements") instanceof List<?> statements) {
      for (int i = 0; i < statements.size(); i++) {
        statement(i + 1, (Map<?, ?>) statements.get(i));
      }
    }
    parts(body);
    if (!answer.next().isEmpty()) {
      terminal.folded(terminal.paint(Paint.QUIET, "next: "), 6, answer.next());
    }
  }

  private String verdict(String word) {
    return switch (word) {
      case "allow" -> terminal.paint(Paint.GOOD, word);
      case "deny" -> terminal.paint(Paint.BAD, word);
      default -> terminal.paint(Paint.WAITING, word);
    };
  }

  private void reason(Reason reason) {
    terminal.folded("  ", 2, reason.message() + "  [rule " + reason.ruleId() + "]");
    if (!reason.help().isEmpty()) {
      terminal.folded(terminal.paint(Paint.NAME, "  help: "), 8, reason.help());
    }
  }

  private void statement(int number, Map<?, ?> statement) {
    terminal.line(terminal.paint(Paint.STRONG, "statement " + number));
    List<String> lines = String.valueOf(statement.get("sql")).strip().lines().toList();
    lines.stream()
        .limit(MOST_LINES)
        .map(Visible::text)
        .flatMap(line -> fitting(line).stream())
        .limit(2 * MOST_LINES)
        .forEach(line -> terminal.line("  " + SqlPaint.line(line, terminal)));
    if (lines.size() > MOST_LINES) {
      terminal.line("  … " + (lines.size() - MOST_LINES) + " more lines");
    }
    if (statement.get("effects") instanceof List<?> effects) {
      effects.forEach(effect -> terminal.folded("  → ", 4, words((Map<?, ?>) effect)));
    }
  }

  private static List<String> fitting(String line) {
    return line.length() <= WIDTH - 2 ? List.of(line) : HistoryText.lines(WIDTH - 2, line);
  }

  /** Such as {@code drop table public.users (cascade)}. */
  private static String words(Map<?, ?> effect) {
    String object = String.valueOf(effect.get("object"));
    String columns = joined(effect.get("columns"));
    String qualifiers = joined(effect.get("qualifiers"));
    return effect.get("kind")
        + (object.isEmpty() ? "" : " " + effect.get("objectKind") + " " + object)
        + (columns.isEmpty() ? "" : ": " + columns)
        + (qualifiers.isEmpty() ? "" : " (" + qualifiers + ")");
  }

  private static String joined(@Nullable Object words) {
    return words instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : "";
  }

  private void parts(Map<String, @Nullable Object> body) {
    if (body.get("parts") instanceof List<?> parts) {
      terminal.line(label("parts") + parts.size());
      parts.forEach(part -> part((Map<?, ?>) part));
    }
    if (body.get("notes") instanceof List<?> notes) {
      notes.forEach(note -> terminal.folded("  - ", 4, String.valueOf(note)));
    }
  }

  private void part(Map<?, ?> part) {
    boolean together = Boolean.TRUE.equals(part.get("transaction"));
    terminal.folded(
        "  ", 2, part.get("statements") + (together ? ", in one transaction" : ", alone"));
  }

  private void entry(String name, String value) {
    terminal.folded(label(name), 14, value);
  }

  private String label(String name) {
    return terminal.paint(Paint.STRONG, String.format("%-14s", name));
  }
}
