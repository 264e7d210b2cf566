package dev.sallyport.server.gateway;

import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.Description;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The database's schema as an answer. */
final class SchemaDescription {
  private final GuardedDatabase database;
  private final Catalog catalog;

  SchemaDescription(GuardedDatabase database, Catalog catalog) {
    this.database = database;
    this.catalog = catalog;
  }

  Answer describe(List<String> globs, int page) {
    Description description =
        database.target().facts(session -> catalog.describe(globs, Math.max(1, page), session));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put(
        "relations", description.relations().stream().map(SchemaDescription::relation).toList());
    body.put("enums", description.enums().stream().map(SchemaDescription::enumeration).toList());
    body.put("total", description.total());
    body.put("truncated", description.next() != 0);
    body.put("next_page", description.next() == 0 ? null : description.next());
    String next =
        description.next() == 0
            ? ""
            : "more objects match: call `describe` with page " + description.next();
    return Answer.done(body, next);
  }

  private static Map<String, @Nullable Object> relation(Description.Relation relation) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", relation.schema() + "." + relation.name());
    map.put("kind", relation.kind());
    putIfPresent(map, "comment", relation.comment());
    if (relation.rows() >= 0) {
      map.put("rows_estimate", relation.rows());
    }
    map.put("bytes", relation.bytes());
    map.put("columns", relation.columns().stream().map(SchemaDescription::column).toList());
    if (!relation.keys().isEmpty()) {
      map.put("keys", relation.keys().stream().map(SchemaDescription::key).toList());
    }
    if (!relation.indexes().isEmpty()) {
      map.put("indexes", relation.indexes());
    }
    if (!relation.checks().isEmpty()) {
      map.put("checks", relation.checks());
    }
    return map;
  }

  private static Map<String, @Nullable Object> column(Description.Column column) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", column.name());
    map.put("type", column.type());
    map.put("nullable", column.nullable());
    putIfPresent(map, "default", column.defaultExpression());
    putIfPresent(map, "comment", column.comment());
    return map;
  }

  private static Map<String, @Nullable Object> key(Description.Key key) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", key.kind());
    map.put("columns", key.columns());
    putIfPresent(map, "references", key.references());
    putIfPresent(map, "on_delete", key.onDelete());
    return map;
  }

  private static Map<String, @Nullable Object> enumeration(Description.EnumType type) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", type.schema() + "." + type.name());
    map.put("values", type.values());
    return map;
  }

  private static void putIfPresent(
      Map<String, @Nullable Object> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
