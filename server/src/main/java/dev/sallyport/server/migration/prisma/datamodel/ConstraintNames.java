package dev.sallyport.server.migration.prisma.datamodel;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names that Prisma gives where the schema gives none; at most 63 bytes, as PostgreSQL's. */
public final class ConstraintNames {
  private static final int LONGEST = 63;

  private ConstraintNames() {}

  /** Of a table. */
  public static String primaryKey(String table) {
    return shortened(table, "_pkey");
  }

  /** Of a unique index over columns. */
  public static String unique(String table, List<String> columns) {
    return shortened(table + "_" + String.join("_", columns), "_key");
  }

  /** Of an index over columns. */
  public static String index(String table, List<String> columns) {
    return shortened(table + "_" + String.join("_", columns), "_idx");
  }

  /** Of a foreign key from columns. */
  public static String foreignKey(String table, List<String> columns) {
    return shortened(table + "_" + String.join("_", columns), "_fkey");
  }

  /** Cut before the suffix, never through a character. */
  private static String shortened(String name, String suffix) {
    int room = LONGEST - suffix.length();
    StringBuilder kept = new StringBuilder();
    int bytes = 0;
    for (int at = 0; at < name.length(); ) {
      int point = name.codePointAt(at);
      String character = Character.toString(point);
      bytes += character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > room) {
        break;
      }
      kept.append(character);
      at += Character.charCount(point);
    }
    return kept + suffix;
  }
}
