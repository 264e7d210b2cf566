package dev.sallyport.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as a table that fits 80 columns: wide cells are cut with an ellipsis. */
final class TableText {
  private static final int WIDTH = 80;
  private static final int LEAST = 4;

  private final Terminal terminal;

  TableText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Prints.
   *
   * @param columns maps with {@code name}, or plain names
   * @param rows lists of cells
   */
  void print(List<?> columns, List<?> rows) {
    List<String> names = columns.stream().map(TableText::name).toList();
    List<List<String>> cells = new ArrayList<>();
    for (Object row : rows) {
      if (row instanceof List<?> values) {
        cells.add(values.stream().map(TableText::cell).toList());
      }
    }
    int[] widths = widths(names, cells);
    terminal.line(terminal.paint(Paint.STRONG, line(names, widths)));
    cells.forEach(row -> terminal.line(line(row, widths)));
    terminal.line(
        terminal.paint(Paint.QUIET, cells.size() == 1 ? "1 row" : cells.size() + " rows"));
  }

  private static int[] widths(List<String> names, List<List<String>> cells) {
    int[] widths = new int[names.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = names.get(column).length();
      for (List<String> row : cells) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    int room = Math.max(widths.length * LEAST, WIDTH - 2 * Math.max(0, widths.length - 1));
    while (sum(widths) > room) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] > widths[widest] ? column : widest;
      }
      if (widths[widest] <= LEAST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int sum(int[] widths) {
    int sum = 0;
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String cut =
          cell.length() <= widths[column] ? cell : cell.substring(0, widths[column] - 1) + "…";
      line.append(cut).append(" ".repeat(widths[column] - cut.length()));
      if (column < widths.length - 1) {
        line.append("  ");
      }
    }
    return line.toString().stripTrailing();
  }

  private static String name(Object column) {
    return column instanceof Map<?, ?> map
        ? Visible.text(String.valueOf(map.get("name")))
        : Visible.text(String.valueOf(column));
  }

  private static String cell(@Nullable Object value) {
    return value == null ? "∅" : Visible.text(String.valueOf(value));
  }
}
