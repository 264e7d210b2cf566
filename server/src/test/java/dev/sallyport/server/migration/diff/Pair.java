package dev.sallyport.server.migration.diff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Two schemas, of which one is to become the other. */
record Pair(String name, String from, String to) {

  /** All pairs of {@code diff/pairs.sql}, each there and back. */
  static List<Pair> all() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    try (InputStream file =
        Objects.requireNonNull(Pair.class.getResourceAsStream("/diff/pairs.sql"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.split("(?m)^=== ")) {
        if (!block.isBlank()) {
          String name = block.substring(0, block.indexOf('\n'));
          String[] sides = block.substring(block.indexOf('\n')).split("(?m)^---$", -1);
          pairs.add(new Pair(name, sides[0].strip(), sides[1].strip()));
          if (!name.endsWith("!one way")) {
            pairs.add(new Pair(name + ", back", sides[1].strip(), sides[0].strip()));
          }
        }
      }
    }
    return pairs;
  }

  @Override
  public String toString() {
    return name;
  }
}
