package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Composite and range types in SQL. */
final class TypeSql {
  private TypeSql() {}

  /** The attributes of a composite type, as CREATE TYPE takes them. */
  static String attributes(Fact type) {
    List<String> attributes = new ArrayList<>();
    attributesOf(type).forEach(attribute -> attributes.add(attribute(attribute)));
    return String.join(", ", attributes);
  }

  private static String attribute(Map<?, ?> attribute) {
    return Sql.name(String.valueOf(attribute.get("name"))) + " " + typed(attribute);
  }

  static String typed(Map<?, ?> attribute) {
    Object collation = attribute.get("collation");
    return attribute.get("type") + (collation == null ? "" : " COLLATE " + collation);
  }

  static List<Map<?, ?>> attributesOf(Fact type) {
    List<Map<?, ?>> attributes = new ArrayList<>();
    if (type.properties().get("attributes") instanceof List<?> list) {
      list.forEach(part -> attributes.add((Map<?, ?>) part));
    }
    return attributes;
  }

  /** The comments on attributes. */
  static List<String> comments(@Nullable Fact before, Fact after) {
    List<String> sql = new ArrayList<>();
    for (Map<?, ?> attribute : attributesOf(after)) {
      Map<?, ?> was = before == null ? null : named(before, attribute.get("name"));
      Object old = was == null ? null : was.get("comment");
      if (!Objects.equals(old, attribute.get("comment"))) {
        Object comment = attribute.get("comment");
        sql.add(
            "COMMENT ON COLUMN "
                + Sql.qualified(after.key())
                + "."
                + Sql.name(String.valueOf(attribute.get("name")))
                + " IS "
                + (comment == null ? "NULL" : Sql.literal(String.valueOf(comment))));
      }
    }
    return sql;
  }

  static @Nullable Map<?, ?> named(Fact type, @Nullable Object name) {
    return attributesOf(type).stream()
        .filter(attribute -> Objects.equals(attribute.get("name"), name))
        .findFirst()
        .orElse(null);
  }

  /** From one list of attributes to another; attributes that are new come last. */
  static List<String> alter(Fact before, Fact after) {
    List<String> sql = new ArrayList<>();
    String alter = "ALTER TYPE " + Sql.qualified(after.key());
    for (Map<?, ?> attribute : attributesOf(before)) {
      if (named(after, attribute.get("name")) == null) {
        sql.add(alter + " DROP ATTRIBUTE " + Sql.name(String.valueOf(attribute.get("name"))));
      }
    }
    for (Map<?, ?> attribute : attributesOf(after)) {
      Map<?, ?> was = named(before, attribute.get("name"));
      if (was == null) {
        sql.add(alter + " ADD ATTRIBUTE " + attribute(attribute));
      } else if (!typed(was).equals(typed(attribute))) {
        sql.add(
            alter
                + " ALTER ATTRIBUTE "
                + Sql.name(String.valueOf(attribute.get("name")))
                + " TYPE "
                + typed(attribute));
      }
    }
    sql.addAll(comments(before, after));
    return sql;
  }

  static String range(Fact fact, String name) {
    StringBuilder sql = new StringBuilder("CREATE TYPE " + name + " AS RANGE (SUBTYPE = ");
    sql.append(fact.text("subtype"));
    option(sql, "SUBTYPE_OPCLASS", fact.text("opclass"));
    option(sql, "COLLATION", fact.text("rangeCollation"));
    option(sql, "SUBTYPE_DIFF", fact.text("difference"));
    if (fact.text("multirange") != null) {
      option(
          sql,
          "MULTIRANGE_TYPE_NAME",
          Sql.qualified(fact.key().schema(), fact.textOf("multirange")));
    }
    return sql.append(')').toString();
  }

  private static void option(StringBuilder sql, String name, @Nullable String value) {
    if (value != null) {
      sql.append(", ").append(name).append(" = ").append(value);
    }
  }
}
