package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A comparison for people: what differs, what it means, what a script would lose. */
final class DiffText {
  private static final int WIDTH = 80;
  private static final int MOST = 60;

  private final Terminal terminal;

  DiffText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Answer answer) {
    Map<String, @Nullable Object> body = answer.body();
    List<?> words = list(body.get("words"));
    String heading = text(body.get("from")) + " to " + text(body.get("to")) + ": ";
    if (words.isEmpty()) {
      terminal.line(heading + terminal.paint(Paint.GOOD, "no difference"));
    } else {
      terminal.line(heading + (words.size() == 1 ? "1 difference" : words.size() + " differences"));
      words.stream().limit(MOST).forEach(line -> wrapped("  ", text(line)));
      if (words.size() > MOST) {
        terminal.line("  and " + (words.size() - MOST) + " more: see `diff --json`");
      }
    }
    list(body.get("renames")).forEach(line -> wrapped("  ? ", text(line)));
    refusal(body.get("script_refused"));
    list(body.get("losses"))
        .forEach(line -> wrapped("  ", terminal.paint(Paint.BAD, "data loss: ") + text(line)));
    meaning(body);
    list(body.get("remarks")).forEach(line -> wrapped("note: ", text(line)));
    list(body.get("drift_remarks")).forEach(line -> wrapped("note: ", text(line)));
    if (body.get("script") != null) {
      terminal.line(terminal.paint(Paint.QUIET, "`--script` prints the SQL"));
    }
  }

  /**
   * The script alone, for a file or a pipe; what to know of it, or why there is none, as comments.
   */
  void script(Answer answer) {
    Object script = answer.body().get("script");
    list(answer.body().get("remarks")).forEach(line -> terminal.line("-- note: " + text(line)));
    if (script != null) {
      terminal.text(String.valueOf(script));
    } else if (answer.body().get("script_refused") instanceof Map<?, ?> refused) {
      terminal.line("-- no script: " + text(refused.get("message")));
      terminal.line("-- help: " + text(refused.get("help")));
      list(refused.get("left")).forEach(line -> terminal.line("-- left: " + text(line)));
    }
  }

  private void refusal(@Nullable Object value) {
    if (value instanceof Map<?, ?> refused) {
      wrapped("  ", terminal.paint(Paint.BAD, "no script: ") + text(refused.get("message")));
      wrapped("  ", terminal.paint(Paint.NAME, "help: ") + text(refused.get("help")));
      list(refused.get("left")).stream().limit(MOST).forEach(line -> wrapped("    ", text(line)));
    }
  }

  private void meaning(Map<String, @Nullable Object> body) {
    List<?> drift = list(body.get("drift"));
    if (!drift.isEmpty()) {
      terminal.line(terminal.paint(Paint.STRONG, "drift"));
      drift.forEach(entry -> new DriftText(terminal).print((Map<?, ?>) entry));
    }
    for (Object entry : list(body.get("explained"))) {
      Map<?, ?> explained = (Map<?, ?>) entry;
      terminal.line(terminal.paint(Paint.STRONG, "no drift: ") + text(explained.get("reason")));
      list(explained.get("objects")).stream()
          .limit(MOST)
          .forEach(object -> wrapped("    ", text(object)));
      wrapped("  ", text(explained.get("message")));
    }
  }

  private void wrapped(String indent, String text) {
    List<String> lines = HistoryText.lines(WIDTH - indent.length(), text);
    for (int i = 0; i < lines.size(); i++) {
      terminal.line((i == 0 ? indent : " ".repeat(indent.length())) + lines.get(i));
    }
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String text(@Nullable Object value) {
    return Visible.text(Objects.toString(value, ""));
  }
}
