package dev.sallyport.server.cli;

import dev.sallyport.server.approval.Step;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What stands above a step's text: which file it is, and what is done with it. */
final class StepWords {
  private static final int WIDTH = 80;
  private static final String MARGIN = "     ";

  private StepWords() {}

  /** Lines of at most 80 columns. */
  static List<String> of(Step step) {
    List<String> lines = new ArrayList<>();
    switch (step.kind()) {
      case STATEMENT -> {
        if (step.details().get("old") instanceof JsonObject old) {
          lines.addAll(wrapped("the row as it is: " + old));
        }
        if (!step.transactional()) {
          lines.add(MARGIN + "runs alone: what is done before it fails stays done");
        }
      }
      case MIGRATION -> migration(step, lines);
      case COMMAND -> lines.addAll(wrapped("a person runs this in a terminal; nothing runs here"));
    }
    return lines;
  }

  /** A migration that is only recorded shows its name and checksum: nothing of it runs. */
  static boolean showsText(Step step) {
    return step.kind() != Step.Kind.MIGRATION
        || step.details().getBoolean("runs", true)
        || step.details().containsKey("project");
  }

  private static void migration(Step step, List<String> lines) {
    JsonObject details = step.details();
    boolean runs = details.getBoolean("runs", true);
    String does =
        runs ? "runs " : details.containsKey("tracked") ? "records as applied " : "only writes ";
    lines.addAll(wrapped(does + details.getString("path", "")));
    lines.addAll(wrapped("SHA-256 " + details.getString("checksum", "")));
    if (details.containsKey("project")) {
      lines.addAll(wrapped("writes that file into " + details.getString("project", "")));
    }
    if (runs && !step.transactional()) {
      lines.add(MARGIN + "runs alone: what is done before it fails stays done");
    }
  }

  private static List<String> wrapped(String text) {
    String safe = Lookalikes.lines(text).replace('\n', ' ').replace('\t', ' ');
    return Columns.wrap(safe, WIDTH - MARGIN.length()).stream().map(MARGIN::concat).toList();
  }
}
