package dev.sallyport.policy.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that is packed with this room: a line an entry, lines that begin with {@code "# "} aside.
 */
final class Resource {
  private Resource() {}

  /**
   * The entries. Plain loops: this runs before the first answer, when streams are not yet loaded.
   */
  static List<String> lines(String name) {
    String text = text(name);
    List<String> lines = new ArrayList<>(text.length() / 16);
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end > start && !text.startsWith("# ", start)) {
        lines.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return lines;
  }

  private static String text(String name) {
    try (InputStream bytes = Resource.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("`" + name + "` is missing from the program");
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("`" + name + "` can't be read", e);
    }
  }
}
