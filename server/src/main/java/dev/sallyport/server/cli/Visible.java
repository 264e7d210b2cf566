package dev.sallyport.server.cli;

/** Text of others, made safe to look at: what a terminal would interpret is shown as an escape. */
final class Visible {
  private Visible() {}

  /** One line: every control, format and line character becomes {@code \\u{…}}. */
  static String text(String text) {
    return escape(text, false);
  }

  /** Several lines: line feeds and tabs stay. */
  static String lines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean keepLines) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (keepLines && (point == '\n' || point == '\t')) {
                visible.appendCodePoint(point);
              } else if (isHidden(point)) {
                visible.append(String.format("\\u{%x}", point));
              } else {
                visible.appendCodePoint(point);
              }
            });
    return visible.toString();
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> point != ' ' && Character.getType(point) == Character.SPACE_SEPARATOR;
    };
  }
}
