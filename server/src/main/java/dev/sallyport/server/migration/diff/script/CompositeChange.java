package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From one list of attributes of a composite type to another. */
record CompositeChange(Fact before, Fact after) {

  static CompositeChange between(Fact before, Fact after) {
    return new CompositeChange(before, after);
  }

  /**
   * PostgreSQL adds attributes at the end only, and changes the type of none that is in use.
   *
   * @param inUse whether a column is of the type
   */
  boolean needsReplacement(boolean inUse) {
    List<String> names = new ArrayList<>(names(before));
    names.retainAll(names(after));
    names(after).stream().filter(name -> !names.contains(name)).forEach(names::add);
    return !names.equals(names(after)) || inUse && changesType();
  }

  private boolean changesType() {
    for (Map<?, ?> attribute : TypeSql.attributesOf(after)) {
      Map<?, ?> was = TypeSql.named(before, attribute.get("name"));
      if (was != null && !TypeSql.typed(was).equals(TypeSql.typed(attribute))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> names(Fact type) {
    return TypeSql.attributesOf(type).stream()
        .map(attribute -> String.valueOf(attribute.get("name")))
        .toList();
  }

  /** A value of the old type as one of the new, attribute by attribute. */
  String value(String column, String type) {
    if (names(before).equals(names(after))) {
      return column + "::text::" + type;
    }
    List<String> parts = new ArrayList<>();
    for (Map<?, ?> attribute : TypeSql.attributesOf(after)) {
      String name = String.valueOf(attribute.get("name"));
      String old = "(" + column + ")." + Sql.name(name) + "::text::" + attribute.get("type");
      parts.add(TypeSql.named(before, name) == null ? "NULL" : old);
    }
    // A row of nulls is not the same as no row.
    return "CASE WHEN "
        + column
        + " IS DISTINCT FROM NULL THEN ROW("
        + String.join(", ", parts)
        + ")::"
        + type
        + " END";
  }
}
