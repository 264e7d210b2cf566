package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tables, columns, keys and enumerations as a person reads them, at most 80 columns wide. */
final class DescriptionText {
  private static final int WIDTH = 80;
  private static final int MOST_NAME = 30;

  private final Terminal terminal;

  DescriptionText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Answer answer) {
    if (answer.outcome() != Outcome.DONE) {
      new AnswerText(terminal).print(answer);
      return;
    }
    List<?> relations = list(answer.body().get("relations"));
    relations.forEach(relation -> relation((Map<?, ?>) relation));
    list(answer.body().get("enums")).forEach(type -> enumeration((Map<?, ?>) type));
    if (relations.isEmpty()) {
      terminal.line("nothing matches, or the role may look into nothing");
    }
    Object next = answer.body().get("next_page");
    if (next != null) {
      terminal.line("more: --page " + next);
    }
  }

  private void relation(Map<?, ?> relation) {
    Object rows = relation.get("rows_estimate");
    String facts =
        text(relation.get("kind"))
            + (rows == null ? "" : ", about " + rows + " rows")
            + ", "
            + size(relation.get("bytes"));
    terminal.line(terminal.paint(Paint.STRONG, text(relation.get("name"))) + "  " + facts);
    wrapped("  ", text(relation.get("comment")));
    List<?> columns = list(relation.get("columns"));
    int longest =
        columns.stream()
            .mapToInt(column -> Columns.width(text(((Map<?, ?>) column).get("name"))))
            .max()
            .orElse(0);
    columns.forEach(column -> column((Map<?, ?>) column, Math.min(MOST_NAME, longest)));
    list(relation.get("keys")).forEach(key -> key((Map<?, ?>) key));
    list(relation.get("indexes")).forEach(index -> wrapped("  index: ", text(index)));
    list(relation.get("checks")).forEach(check -> wrapped("  check: ", text(check)));
    terminal.line("");
  }

  private void column(Map<?, ?> column, int width) {
    String name = text(column.get("name"));
    String padding = " ".repeat(Math.max(0, width - Columns.width(name)));
    List<String> facts = new ArrayList<>(List.of(text(column.get("type"))));
    if (Boolean.FALSE.equals(column.get("nullable"))) {
      facts.add("not null");
    }
    if (column.get("default") != null) {
      String value = text(column.get("default"));
      facts.add(value.startsWith("generated: ") ? value : "default " + value);
    }
    String comment = text(column.get("comment"));
    wrapped(
        "  " + name + padding + "  ",
        String.join(", ", facts) + (comment.isEmpty() ? "" : " -- " + comment));
  }

  private void key(Map<?, ?> key) {
    String columns =
        String.join(", ", list(key.get("columns")).stream().map(DescriptionText::text).toList());
    String references = text(key.get("references"));
    String action = text(key.get("on_delete"));
    wrapped(
        "  " + text(key.get("kind")) + " key: ",
        columns
            + (references.isEmpty() ? "" : " -> " + references)
            + (action.isEmpty() ? "" : ", on delete " + action));
  }

  private void enumeration(Map<?, ?> type) {
    List<String> values = list(type.get("values")).stream().map(DescriptionText::text).toList();
    wrapped("enum " + text(type.get("name")) + ": ", String.join(", ", values));
  }

  /** A head and words behind it; where they do not fit, the rest stands under the first word. */
  private void wrapped(String head, String words) {
    if (words.isEmpty()) {
      return;
    }
    int indent = Math.min(Columns.width(head), WIDTH / 2);
    List<String> lines = Columns.wrap(words, WIDTH - indent);
    boolean beside = Columns.width(head) <= indent;
    if (!beside) {
      Columns.cut(head.stripTrailing(), WIDTH).forEach(terminal::line);
    }
    for (int i = 0; i < lines.size(); i++) {
      terminal.line((i == 0 && beside ? head : " ".repeat(indent)) + lines.get(i));
    }
  }

  private static String size(@Nullable Object bytes) {
    long size = bytes instanceof Number number ? number.longValue() : 0;
    return size < 1 << 20 ? (size >> 10) + " kB" : (size >> 20) + " MB";
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String text(@Nullable Object value) {
    return Visible.text(Objects.toString(value, ""));
  }
}
