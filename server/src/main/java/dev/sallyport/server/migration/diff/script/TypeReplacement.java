package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type that PostgreSQL can't change in place: an enum that loses or reorders values, a domain
 * over another type; or a collation of columns. The old one steps aside under another name, columns
 * move over by way of text, and it is dropped.
 */
final class TypeReplacement {
  /** Bytes of a name that leave room for what marks it. */
  private static final int ROOM = 50;

  private TypeReplacement() {}

  /**
   * Whether the one type can't become the other in place.
   *
   * @param inUse whether a column is of the type, or another type is made of it
   */
  static boolean isNeeded(Fact before, Fact after, boolean inUse) {
    return switch (after.kind()) {
      case ENUM ->
          !before.texts("labels").equals(after.texts("labels"))
              && !isExtension(before.texts("labels"), after.texts("labels"));
      case DOMAIN ->
          !before.textOf("type").equals(after.textOf("type"))
              || !before.textOf("collation").equals(after.textOf("collation"));
      case COMPOSITE_TYPE -> CompositeChange.between(before, after).needsReplacement(inUse);
      case COLLATION, RANGE_TYPE -> inUse && !Alterations.differing(before, after).isEmpty();
      default -> false;
    };
  }

  /** Whether a kind can be replaced where a type that it is made of is. */
  static boolean isPossible(FactKind kind) {
    return kind == FactKind.DOMAIN
        || kind == FactKind.COMPOSITE_TYPE
        || kind == FactKind.RANGE_TYPE;
  }

  /** Whether the first labels stand among the second in the same order. */
  private static boolean isExtension(List<String> labels, List<String> more) {
    int place = 0;
    for (String label : more) {
      if (place < labels.size() && labels.get(place).equals(label)) {
        place++;
      }
    }
    return place == labels.size();
  }

  /** ADD VALUE for each new label, at its place. */
  static List<String> newLabels(Fact before, Fact after) {
    List<String> known = new ArrayList<>(before.texts("labels"));
    List<String> sql = new ArrayList<>();
    List<String> labels = after.texts("labels");
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      if (known.contains(label)) {
        continue;
      }
      String place = "";
      if (i < known.size()) {
        place =
            i == 0
                ? " BEFORE " + Sql.literal(known.get(0))
                : " AFTER " + Sql.literal(labels.get(i - 1));
      }
      known.add(Math.min(i, known.size()), label);
      sql.add(
          "ALTER TYPE "
              + Sql.qualified(after.key())
              + " ADD VALUE IF NOT EXISTS "
              + Sql.literal(label)
              + place);
    }
    return sql;
  }

  /** The name under which the old type steps aside; never longer than PostgreSQL takes. */
  private static String aside(String name) {
    int length = name.length();
    while (name.substring(0, length).getBytes(StandardCharsets.UTF_8).length > ROOM) {
      length = name.offsetByCodePoints(length, -1);
    }
    return name.substring(0, length) + "__replaced";
  }

  private static String term(Fact type) {
    return switch (type.kind()) {
      case DOMAIN -> "DOMAIN ";
      case COLLATION -> "COLLATION ";
      default -> "TYPE ";
    };
  }

  /** A range type takes the type of its multiranges along. */
  static List<String> stepAside(Fact type, Fact with) {
    FactKey key = type.key();
    List<String> sql = new ArrayList<>();
    String kind = "ALTER " + term(type);
    sql.add(kind + Sql.qualified(key) + " RENAME TO " + Sql.name(aside(key.name())));
    String multirange = type.text("multirange");
    if (multirange != null) {
      sql.add(
          kind
              + Sql.qualified(key.schema(), multirange)
              + " RENAME TO "
              + Sql.name(aside(multirange)));
    }
    if (type.kind() == FactKind.RANGE_TYPE) {
      constructors(type, with, sql);
    }
    return sql;
  }

  /** The functions that make ranges keep their names when the type is renamed. */
  private static void constructors(Fact old, Fact with, List<String> sql) {
    FactKey key = old.key();
    String subtype = old.textOf("subtype");
    if (subtype.equals(with.textOf("subtype"))) {
      rename(key.schema(), key.name(), subtype + ", " + subtype, sql);
      rename(key.schema(), key.name(), subtype + ", " + subtype + ", text", sql);
    }
    String multirange = old.text("multirange");
    if (multirange != null && multirange.equals(with.text("multirange"))) {
      rename(key.schema(), multirange, "", sql);
    }
  }

  private static void rename(String schema, String name, String arguments, List<String> sql) {
    sql.add(
        "ALTER FUNCTION "
            + Sql.qualified(schema, name)
            + "("
            + arguments
            + ") RENAME TO "
            + Sql.name(aside(name)));
  }

  static String dropOld(Fact type) {
    return "DROP " + term(type) + Sql.qualified(type.key().schema(), aside(type.key().name()));
  }

  /** Moves a column over; its default must be gone. */
  static String move(Fact column, Fact before, Fact after) {
    String name = Sql.name(column.key().name());
    String type = column.textOf("type");
    return "ALTER TABLE "
        + Sql.owner(column.key())
        + " ALTER COLUMN "
        + name
        + " TYPE "
        + type
        + (column.text("collation") == null ? "" : " COLLATE " + column.text("collation"))
        + " USING "
        + value(column, before, after);
  }

  /** A value of the old type as one of the new. */
  static String value(Fact column, Fact before, Fact after) {
    String name = Sql.name(column.key().name());
    String type = column.textOf("type");
    boolean composite =
        before.kind() == FactKind.COMPOSITE_TYPE && after.kind() == FactKind.COMPOSITE_TYPE;
    if (composite && !type.endsWith("[]")) {
      return CompositeChange.between(before, after).value(name, type);
    }
    return name + (type.endsWith("[]") ? "::text[]::" : "::text::") + type;
  }

  /**
   * Whether a type can't step aside: what makes ranges of the same values has the range's name, and
   * keeps it.
   */
  static boolean goesFirst(Fact before) {
    return before.kind() == FactKind.RANGE_TYPE;
  }

  /** A column as text while there is no type of its own. */
  static String asText(Fact column) {
    String name = Sql.name(column.key().name());
    String text = column.textOf("type").endsWith("[]") ? "text[]" : "text";
    return "ALTER TABLE "
        + Sql.owner(column.key())
        + " ALTER COLUMN "
        + name
        + " TYPE "
        + text
        + " USING "
        + name
        + "::"
        + text;
  }

  /** What the replacement may lose; null for nothing. */
  static @Nullable String loss(Fact before, Fact after) {
    if (after.kind() == FactKind.COLLATION) {
      return null;
    }
    if (after.kind() != before.kind()) {
      return "converts every value of its columns, and refuses those that it can't";
    }
    List<String> gone = new ArrayList<>(before.texts("labels"));
    gone.removeAll(after.texts("labels"));
    return gone.isEmpty()
        ? "converts every value of its columns"
        : "refuses rows that have " + String.join(", ", gone.stream().map(Sql::literal).toList());
  }
}
