package dev.sallyport.server.migration.lint;

import java.util.Arrays;

/** Where the lines of a text begin. */
final class LineStarts {
  private final int[] starts;

  private LineStarts(int[] starts) {
    this.starts = starts;
  }

  static LineStarts of(String text) {
    int lines = 1 + (int) text.chars().filter(unit -> unit == '\n').count();
    int[] starts = new int[lines];
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        starts[line++] = i + 1;
      }
    }
    return new LineStarts(starts);
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The offset at which a line begins. */
  int start(int line) {
    return starts[line - 1];
  }
}
