package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.FactKey;
import java.util.ArrayList;
import java.util.List;

/** Which values an enum of the database lacks, and the statements that add them. */
record EnumValues(List<String> objects, List<String> statements) {

  static EnumValues of(List<Seen> enums) {
    List<String> objects = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (Seen seen : enums) {
      List<String> there = Judging.labels(seen.database());
      List<String> wanted = new ArrayList<>(Judging.labels(seen.migrations()));
      for (String label : Judging.labels(seen.schema())) {
        if (!wanted.contains(label)) {
          wanted.add(label);
        }
      }
      FactKey key = seen.fact().key();
      String type = quoted(key.schema(), '"') + "." + quoted(key.name(), '"');
      for (String label : wanted) {
        if (!there.contains(label)) {
          objects.add("value " + label + " of " + ObjectWords.of(seen.fact()));
          statements.add(
              "ALTER TYPE " + type + " ADD VALUE IF NOT EXISTS " + quoted(label, '\'') + ";");
        }
      }
    }
    return new EnumValues(objects, statements);
  }

  private static String quoted(String text, char quote) {
    String sign = String.valueOf(quote);
    return sign + text.replace(sign, sign + sign) + sign;
  }
}
