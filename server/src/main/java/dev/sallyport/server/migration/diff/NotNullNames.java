package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL 18 knows of NOT NULL and an older shadow does not: a name, a comment, whether it
 * was validated and whether heirs have it. Source: PostgreSQL docs, release notes of 18, E.4.3.4.
 */
final class NotNullNames {
  private static final int FIRST = 18;

  private NotNullNames() {}

  /** A remark for each column of which a script can't make this so. */
  static List<String> remarks(
      SchemaFacts from, SchemaFacts to, int copyMajor, Set<FactKey> touched) {
    List<String> remarks = new ArrayList<>();
    if (to.majorVersion() < FIRST || copyMajor >= FIRST) {
      return remarks;
    }
    Set<String> tables = new HashSet<>();
    touched.forEach(key -> tables.add(key.schema() + "\0" + key.name()));
    for (Fact column : to.of(FactKind.COLUMN)) {
      FactKey key = column.key();
      Map<String, Object> own = known(column);
      boolean stays =
          own.equals(known(from.find(key))) && !tables.contains(key.schema() + "\0" + key.of());
      if (!own.isEmpty() && !stays) {
        remarks.add(
            "the script leaves to you how NOT NULL of "
                + key.words()
                + " is named or checked, as the shadow is older than PostgreSQL 18");
      }
    }
    return remarks;
  }

  private static Map<String, Object> known(@Nullable Fact column) {
    Map<String, Object> known = new TreeMap<>();
    if (column != null) {
      column
          .properties()
          .forEach(
              (name, value) -> {
                if (name.startsWith("notNull") && !name.equals("notNull")) {
                  known.put(name, value);
                }
              });
    }
    return known;
  }
}
