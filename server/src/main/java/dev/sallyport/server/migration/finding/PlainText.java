package dev.sallyport.server.migration.finding;

import java.util.Optional;

/** A finding for people. Whatever comes from a file is one line without control characters. */
final class PlainText {
  private static final int COLUMNS = 80;
  private static final int WIDEST = 68;
  private static final int BEFORE_CARET = 48;
  private static final int BELOW_HEAD = 4;
  private static final String FACT = "  fact: ";
  private static final String HELP = "  help: ";

  private PlainText() {}

  static String of(Finding finding, Sources sources) {
    StringBuilder text = new StringBuilder();
    String head = place(finding) + finding.severity().label() + ": ";
    text.append(folded(head, finding.message() + " [" + finding.rule() + "]", BELOW_HEAD));
    frame(finding, sources).ifPresent(text::append);
    finding.facts().forEach(fact -> text.append(folded(FACT, fact.words(), FACT.length())));
    return text.append(folded(HELP, finding.help(), HELP.length())).toString();
  }

  /** Lines of at most 80 columns, where the words allow it; those behind the first are indented. */
  private static String folded(String name, String words, int indent) {
    StringBuilder text = new StringBuilder(name);
    int width = name.codePointCount(0, name.length());
    boolean first = true;
    for (String word : oneLine(words).split(" ")) {
      int wide = word.codePointCount(0, word.length());
      if (!first && width + 1 + wide > COLUMNS) {
        text.append("\n").append(" ".repeat(indent));
        width = indent;
      } else if (!first) {
        text.append(' ');
        width++;
      }
      text.append(word);
      width += wide;
      first = false;
    }
    return text.append('\n').toString();
  }

  private static String place(Finding finding) {
    if (finding.file().isEmpty()) {
      return "";
    }
    String line = finding.line() == 0 ? "" : ":" + finding.line();
    String column = finding.column() == 0 ? "" : ":" + finding.column();
    return oneLine(finding.file()) + line + column + ": ";
  }

  /** The line that is meant, with a caret below the column. */
  private static Optional<String> frame(Finding finding, Sources sources) {
    if (finding.line() == 0) {
      return Optional.empty();
    }
    return sources.line(finding.file(), finding.line()).map(line -> frame(finding, line));
  }

  private static String frame(Finding finding, String line) {
    int column = Math.min(Math.max(finding.column() - 1, 0), line.length());
    int from = Math.max(0, column - BEFORE_CARET);
    int to = Math.min(line.length(), from + WIDEST);
    String number = Integer.toString(finding.line());
    String shown = oneLine(line.substring(from, to)).stripTrailing();
    String frame = "  " + number + " | " + shown + "\n";
    if (finding.column() == 0) {
      return frame;
    }
    int width = line.codePointCount(from, column);
    return frame + "  " + " ".repeat(number.length()) + " | " + " ".repeat(width) + "^\n";
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
  }
}
