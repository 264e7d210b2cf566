package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The last part of what a child printed. All of it is drained, so that the child never waits; only
 * so much is kept, without anything that a terminal would obey.
 */
final class HostileOutput {
  private static final int KEPT = 64 << 10;
  private static final int MOST_LINES = 60;
  private static final int LONGEST_LINE = 400;

  private final byte[] ring = new byte[KEPT];
  private long total;

  /** Reads to the end; a pipe that breaks is an end. */
  void drain(InputStream stream) {
    byte[] buffer = new byte[8192];
    try {
      int count = stream.read(buffer);
      while (count >= 0) {
        keep(buffer, count);
        count = stream.read(buffer);
      }
    } catch (IOException e) {
      // It was closed because time is up: what came before stands.
    }
  }

  private synchronized void keep(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) (total++ % KEPT)] = bytes[i];
    }
  }

  /** Whether the beginning was dropped. */
  synchronized boolean isCut() {
    return total > KEPT || text().lines().count() > MOST_LINES;
  }

  /** The last lines, cleaned. */
  synchronized List<String> lines() {
    List<String> all =
        text().lines().map(HostileOutput::cleaned).filter(line -> !line.isBlank()).toList();
    return all.subList(Math.max(0, all.size() - MOST_LINES), all.size());
  }

  private String text() {
    int length = (int) Math.min(total, KEPT);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((total - length + i) % KEPT)];
    }
    return new String(bytes, StandardCharsets.UTF_8).replace('\r', '\n');
  }

  private static String cleaned(String line) {
    StringBuilder clean = new StringBuilder();
    line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
        .codePoints()
        .limit(LONGEST_LINE)
        .filter(point -> !isHidden(point))
        .forEach(clean::appendCodePoint);
    return clean.toString().stripTrailing();
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
      default -> false;
    };
  }
}
