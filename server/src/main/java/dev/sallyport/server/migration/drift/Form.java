package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The forms in which an object of one side is compared with the same object of another. */
final class Form {
  private static final java.util.Set<String> OF_THE_PLACE =
      java.util.Set.of("owner", "privileges", "order", "tablespace");

  private Form() {}

  /**
   * Everything but what a replay can't have in common with the live database: owners, grants, the
   * order of columns.
   */
  static String strict(Fact fact) {
    SortedMap<String, Object> properties = new TreeMap<>(fact.properties());
    properties.keySet().removeAll(OF_THE_PLACE);
    if (properties.get("sequence") instanceof Map<?, ?> sequence) {
      Map<Object, Object> kept = new TreeMap<>(sequence);
      kept.remove("owner");
      properties.put("sequence", kept);
    }
    return properties.toString();
  }

  /** What schema.prisma can say of a column. */
  static String ofColumn(Fact column) {
    return column.textOf("type") + (column.is("notNull") ? " not null " : " ") + value(column);
  }

  private static String value(Fact column) {
    String sql = column.textOf("default");
    if (column.text("identity") != null || sql.startsWith("nextval(")) {
      return "counting";
    }
    if (sql.equals("now()")) {
      return "CURRENT_TIMESTAMP";
    }
    return sql.startsWith("'{}'::") && sql.endsWith("[]")
        ? "ARRAY[]" + sql.substring("'{}'".length())
        : sql;
  }

  /** An index without its name. */
  static String ofIndex(Fact index) {
    String definition = index.textOf("definition");
    int at =
        definition.startsWith("CREATE UNIQUE")
            ? "CREATE UNIQUE INDEX ".length()
            : "CREATE INDEX ".length();
    return (definition.startsWith("CREATE UNIQUE") ? "unique" : "")
        + definition.substring(endOfName(definition, at));
  }

  private static int endOfName(String definition, int start) {
    int at = Math.min(start, definition.length());
    if (at < definition.length() && definition.charAt(at) == '"') {
      at++;
      while (at < definition.length()) {
        if (definition.charAt(at) == '"') {
          if (at + 1 >= definition.length() || definition.charAt(at + 1) != '"') {
            return at + 1;
          }
          at++;
        }
        at++;
      }
      return at;
    }
    int space = definition.indexOf(' ', at);
    return space < 0 ? definition.length() : space;
  }

  /** Whether it is an index that keeps rows unique. */
  static boolean isUniqueKey(Fact fact) {
    return fact.kind() == FactKind.INDEX && fact.textOf("definition").startsWith("CREATE UNIQUE");
  }

  /** A primary or foreign key without its name and without when it is checked. */
  static String ofKey(Fact constraint) {
    return constraint
        .textOf("definition")
        .replaceAll(" (NOT VALID|DEFERRABLE|INITIALLY DEFERRED|NOT ENFORCED)", "");
  }
}
