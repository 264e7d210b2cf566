package dev.sallyport.server.cli;

import dev.sallyport.server.gateway.Answer;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Where a person, or a program that reads JSON, sees a command's answer. */
final class Terminal {
  private static final int WIDTH = 76;

  private final PrintStream out;
  private final boolean json;
  private final boolean colour;

  Terminal(PrintStream out, boolean json, boolean colour) {
    this.out = out;
    this.json = json;
    this.colour = colour;
  }

  /** Standard output; colour only on a terminal where neither NO_COLOR nor --no-color is set. */
  static Terminal current(GlobalOptions options) {
    boolean colour =
        !options.json
            && !options.noColor
            && System.getenv("NO_COLOR") == null
            && System.console() != null;
    return new Terminal(System.out, options.json, colour);
  }

  boolean json() {
    return json;
  }

  boolean colour() {
    return colour;
  }

  void line(String text) {
    out.println(text);
  }

  /**
   * Words in lines that fit 80 columns.
   *
   * @param start what the first line begins with; may be painted
   * @param indent how many columns it takes, and how many spaces begin the other lines
   */
  void folded(String start, int indent, String text) {
    List<String> lines = HistoryText.lines(WIDTH - indent, Visible.text(text));
    for (int i = 0; i < lines.size(); i++) {
      line((i == 0 ? start : " ".repeat(indent)) + lines.get(i));
    }
  }

  void text(String text) {
    out.print(text);
    out.flush();
  }

  /** One JSON document on one line. */
  void document(Map<String, ? extends @Nullable Object> document) {
    out.println(Json.MAPPER.writeValueAsString(document));
  }

  /** One JSON document over several lines, for people to keep in a file. */
  void pretty(Map<String, ? extends @Nullable Object> document) {
    out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }

  String paint(Paint paint, String text) {
    return colour ? paint.start() + text + Paint.RESET : text;
  }

  /** Prints a gate's answer: JSON where asked, else reasons and the way forward. */
  void answer(Answer answer) {
    if (json) {
      document(answer.toMap());
      return;
    }
    new AnswerText(this).print(answer);
  }

  /** Loaded where a document is written: most answers are words. */
  private static final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
  }
}
