package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import java.util.ArrayList;
import java.util.List;

/** Publications in SQL. */
final class Publications {
  private Publications() {}

  private static List<String> schemas(Fact fact) {
    return fact.texts("schemas").stream()
        .map(schema -> "TABLES IN SCHEMA " + Sql.name(schema))
        .toList();
  }

  /** Whole schemas beside tables; apart, as only a superuser may add them. */
  static List<String> add(Fact fact) {
    List<String> schemas = schemas(fact);
    return schemas.isEmpty() || fact.map("tables").isEmpty()
        ? List.of()
        : List.of(
            "ALTER PUBLICATION "
                + Sql.name(fact.key().name())
                + " ADD "
                + String.join(", ", schemas));
  }

  /** The columns that a publication names, in lists of columns and in conditions. */
  static List<FactKey> columns(Schema schema, Fact fact) {
    List<FactKey> named = new ArrayList<>();
    fact.map("tables")
        .forEach(
            (table, how) -> {
              FactKey key = String.valueOf(how).isBlank() ? null : schema.relation(table);
              if (key != null) {
                schema.columns(key).stream()
                    .map(Fact::key)
                    .filter(
                        column -> Unalterable.names(String.valueOf(how), Sql.name(column.name())))
                    .forEach(named::add);
              }
            });
    return named;
  }

  static String create(Fact fact) {
    List<String> objects = new ArrayList<>();
    fact.map("tables").forEach((table, how) -> objects.add("TABLE ONLY " + table + how));
    if (objects.isEmpty()) {
      objects.addAll(schemas(fact));
    }
    String of = "";
    if (fact.is("allTables")) {
      of = " FOR ALL TABLES";
    } else if (!objects.isEmpty()) {
      of = " FOR " + String.join(", ", objects);
    }
    return "CREATE PUBLICATION "
        + Sql.name(fact.key().name())
        + of
        + " WITH (publish = '"
        + fact.textOf("operations")
        + "'"
        + (fact.is("viaRoot") ? ", publish_via_partition_root = true" : "")
        + ("s".equals(fact.text("generatedColumns")) ? ", publish_generated_columns = stored" : "")
        + ")";
  }
}
