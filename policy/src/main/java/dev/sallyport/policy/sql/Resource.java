package dev.sallyport.policy.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A list that is packed with this room: a line an entry, lines that begin with {@code "# "} aside.
 */
final class Resource {
  private Resource() {}

  static List<String> lines(String name) {
    try (InputStream bytes = Resource.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("`" + name + "` is missing from the program");
      }
      BufferedReader text =
          new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      return text.lines().filter(line -> !line.isEmpty() && !line.startsWith("# ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("`" + name + "` can't be read", e);
    }
  }
}
