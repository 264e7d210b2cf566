package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;

/** Publications in SQL. */
final class Publications {
  private Publications() {}

  static String create(Fact fact) {
    List<String> objects = new ArrayList<>();
    fact.map("tables").forEach((table, how) -> objects.add("TABLE ONLY " + table + how));
    fact.texts("schemas").forEach(schema -> objects.add("TABLES IN SCHEMA " + Sql.name(schema)));
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
