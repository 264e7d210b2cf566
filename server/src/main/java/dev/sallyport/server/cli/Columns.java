package dev.sallyport.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of a terminal: wide characters take two. */
final class Columns {
  private Columns() {}

  /** How many columns a text takes that {@link Visible} made safe. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int point) {
    boolean wide =
        (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0x1f300 && point <= 0x1faff)
            || (point >= 0x20000 && point <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /** Lines no wider than asked; a word that is wider itself is cut. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +")) {
      for (String piece : cut(word, columns)) {
        if (line.length() > 0 && width(line.toString()) + 1 + width(piece) > columns) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() == 0 ? "" : " ").append(piece);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Pieces no wider than asked, cut anywhere. */
  static List<String> cut(String text, int columns) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int used = 0;
    for (int point : text.codePoints().toArray()) {
      if (used + width(point) > columns) {
        pieces.add(piece.toString());
        piece.setLength(0);
        used = 0;
      }
      piece.appendCodePoint(point);
      used += width(point);
    }
    pieces.add(piece.toString());
    return pieces;
  }
}
