package dev.sallyport.server.migration.lint;

import java.util.Arrays;

/** Where the lines of a text begin. */
final class LineStarts {
  private final int[] starts;

  private LineStarts(int[] starts) {
    this.starts = starts;
  }

  static LineStarts of(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, lines * 2);
      }
      starts[lines++] = end + 1;
    }
    return new LineStarts(Arrays.copyOf(starts, lines));
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
