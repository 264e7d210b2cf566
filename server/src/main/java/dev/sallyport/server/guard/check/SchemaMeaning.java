package dev.sallyport.server.guard.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a schema.prisma a database can feel: models, enums, views and types, without comments,
 * layout, generators and the datasource.
 */
final class SchemaMeaning {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^\\s*(generator|datasource)\\s+\\w+\\s*\\{.*?^\\s*}");

  private SchemaMeaning() {}

  static List<String> of(String schema) {
    List<String> lines = new ArrayList<>();
    String text = BLOCK.matcher(schema.replace("\r", "")).replaceAll("");
    for (String line : text.split("\n", -1)) {
      String plain = withoutComment(line).strip().replaceAll("\\s+", " ");
      if (!plain.isEmpty()) {
        lines.add(plain);
      }
    }
    return lines;
  }

  /** Two slashes inside a string are no comment. */
  private static String withoutComment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\' && quoted) {
        i++;
      } else if (line.charAt(i) == '"') {
        quoted = !quoted;
      } else if (!quoted && line.startsWith("//", i)) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
