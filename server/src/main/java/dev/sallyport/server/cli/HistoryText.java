package dev.sallyport.server.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A history for people: what is sound is counted, what is not is shown with evidence and remedy.
 */
final class HistoryText {
  private static final int WIDTH = 80;

  /** More would hide what to do about the first. */
  private static final int MOST = 20;

  private final Terminal terminal;

  HistoryText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Map<?, ?> history) {
    if (history.get("note") != null) {
      wrapped("  ", text(history.get("note")));
      return;
    }
    if (history.get("counts") instanceof Map<?, ?> counts) {
      counts.forEach((state, count) -> terminal.line("  " + count + " " + text(state)));
    }
    unsound(list(history.get("migrations")));
    list(history.get("remarks")).forEach(remark -> wrapped("  ", text(remark)));
    for (Object finding : list(history.get("findings"))) {
      finding((Map<?, ?>) finding);
    }
    List<?> boxes = list(history.get("verification"));
    if (!boxes.isEmpty()) {
      terminal.line(terminal.paint(Paint.STRONG, "verification"));
    }
    boxes.forEach(box -> box((Map<?, ?>) box));
  }

  private void unsound(List<?> migrations) {
    List<Map<?, ?>> unsound = new java.util.ArrayList<>();
    for (Object migration : migrations) {
      Map<?, ?> map = (Map<?, ?>) migration;
      if (!text(map.get("remedy")).isEmpty()) {
        unsound.add(map);
      }
    }
    unsound.stream().limit(MOST).forEach(this::migration);
    if (unsound.size() > MOST) {
      terminal.line("  and " + (unsound.size() - MOST) + " more: see `status --json`");
    }
  }

  private void migration(Map<?, ?> migration) {
    List<?> conditions = list(migration.get("conditions"));
    String states =
        conditions.isEmpty()
            ? text(migration.get("state"))
            : String.join(", ", conditions.stream().map(HistoryText::text).toList());
    terminal.line(
        "  "
            + terminal.paint(Paint.NAME, text(migration.get("name")))
            + "  "
            + terminal.paint(Paint.BAD, states));
    list(migration.get("evidence")).forEach(line -> wrapped("    ", text(line)));
    help("    ", text(migration.get("remedy")));
  }

  private void finding(Map<?, ?> finding) {
    wrapped(
        "  ",
        text(finding.get("severity"))
            + ": "
            + text(finding.get("file"))
            + ": "
            + text(finding.get("message")));
    help("    ", text(finding.get("help")));
  }

  private void box(Map<?, ?> box) {
    String sign =
        switch (text(box.get("ticked"))) {
          case "yes" -> terminal.paint(Paint.GOOD, "[x]");
          case "no" -> terminal.paint(Paint.BAD, "[ ]");
          default -> terminal.paint(Paint.WAITING, "[?]");
        };
    terminal.line("  " + sign + " " + text(box.get("box")));
    if (!"yes".equals(box.get("ticked"))) {
      wrapped("      ", text(box.get("why")));
    }
  }

  private void help(String indent, String text) {
    List<String> lines = lines(WIDTH - indent.length() - 6, text);
    for (int i = 0; i < lines.size(); i++) {
      String head = i == 0 ? terminal.paint(Paint.NAME, "help: ") : "      ";
      terminal.line(indent + head + lines.get(i));
    }
  }

  private void wrapped(String indent, String text) {
    lines(WIDTH - indent.length(), text).forEach(line -> terminal.line(indent + line));
  }

  /** Words in lines of at most {@code width}; a longer word has a line of its own. */
  static List<String> lines(int width, String text) {
    List<String> lines = new java.util.ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String text(@Nullable Object value) {
    return Visible.text(Objects.toString(value, ""));
  }
}
