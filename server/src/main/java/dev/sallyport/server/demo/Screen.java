package dev.sallyport.server.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What the audience of the demo sees: chapters, what the agent asks, what it is answered. At most
 * {@value #WIDTH} columns; plain ASCII but for colour, so that it reads the same in every terminal.
 */
final class Screen {
  static final int WIDTH = 80;

  private static final String RESET = "\u001b[0m";
  private static final String INDENT = "  ";

  /** A meaning and the colour it has. */
  enum Tone {
    TITLE("1"),
    CHAPTER("1;36"),
    ASK("36"),
    GOOD("32"),
    BAD("31"),
    WAITING("33"),
    QUIET("2"),
    PLAIN("");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean colour;
  private int chapters;

  Screen(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  void title(String text) {
    out.println();
    line(Tone.TITLE, "", text);
  }

  void chapter(String text) {
    chapters++;
    out.println();
    line(Tone.CHAPTER, chapters + "  ", text);
  }

  /** The narrator. */
  void say(String text) {
    line(Tone.PLAIN, INDENT, text);
  }

  /** A fact with its name, in columns. */
  void fact(String name, String value) {
    line(Tone.PLAIN, INDENT + INDENT + String.format(Locale.ROOT, "%-19s ", name), value);
  }

  /** What the agent asks: a tool, and what it hands to it. */
  void ask(String tool, String argument) {
    out.println();
    List<String> lines = argument.lines().toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    line(Tone.ASK, INDENT + "> " + tool + "  ", first);
    String under = INDENT + " ".repeat(tool.length() + 4);
    lines.stream().skip(1).forEach(rest -> line(Tone.ASK, under, rest));
  }

  /** How it ended, such as {@code denied: …}. */
  void outcome(Tone tone, String text) {
    line(tone, INDENT + INDENT, text);
  }

  /** Something besides, such as the help of a refusal. */
  void aside(String text) {
    line(Tone.QUIET, INDENT + INDENT, text);
  }

  /** Another program's output, as it is and as wide as it is. */
  void quote(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** A row of a result. */
  void row(List<?> values) {
    line(
        Tone.PLAIN,
        INDENT + INDENT + INDENT,
        String.join("  ", values.stream().map(String::valueOf).toList()));
  }

  void space() {
    out.println();
  }

  /** A question to the person at the terminal; the line stays open. */
  void question(String text) {
    out.print(painted(Tone.WAITING, INDENT + text + " "));
    out.flush();
  }

  /** The last word: not indented, not wrapped. */
  void last(String text) {
    out.println();
    out.println(text);
    out.flush();
  }

  /** Says what is being done, does it, and says how long it took. */
  <T> T during(String doing, Supplier<T> work) {
    String label = INDENT + doing + " ";
    out.print(painted(Tone.QUIET, label));
    out.flush();
    long start = System.nanoTime();
    T result = work.get();
    String took =
        String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1_000_000_000.0);
    String dots = ".".repeat(Math.max(3, WIDTH - 2 - label.length() - took.length() - 1));
    out.println(painted(Tone.QUIET, dots + " " + took));
    return result;
  }

  /** A text in lines of at most {@link #WIDTH} columns, those after the first indented alike. */
  private void line(Tone tone, String lead, String text) {
    String under = " ".repeat(lead.length());
    List<String> lines = wrap(text, WIDTH - lead.length());
    for (int i = 0; i < lines.size(); i++) {
      out.println(painted(tone, (i == 0 ? lead : under) + lines.get(i)));
    }
    out.flush();
  }

  private String painted(Tone tone, String text) {
    return colour && !tone.code.isEmpty() ? "\u001b[" + tone.code + "m" + text + RESET : text;
  }

  /** Breaks at blanks; a word wider than a line stands alone and is cut. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
