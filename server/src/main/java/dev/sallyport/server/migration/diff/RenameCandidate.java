package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.ObjectDifference.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A removed and an added object that look like one under a new name. Never acted upon by itself:
 * someone is asked.
 *
 * @param from as it was called
 * @param to as it may be called now
 */
public record RenameCandidate(FactKey from, FactKey to) {

  /** The candidates among the tables and columns of a difference. */
  public static List<RenameCandidate> among(SchemaDifference difference) {
    List<RenameCandidate> candidates = new ArrayList<>();
    for (ObjectDifference gone : difference.objects()) {
      if (gone.change() != Change.REMOVED) {
        continue;
      }
      for (ObjectDifference come : difference.objects()) {
        if (come.change() == Change.ADDED && alike(difference, gone.key(), come.key())) {
          candidates.add(new RenameCandidate(gone.key(), come.key()));
        }
      }
    }
    return candidates;
  }

  private static boolean alike(SchemaDifference difference, FactKey gone, FactKey come) {
    if (gone.kind() != come.kind() || !gone.schema().equals(come.schema())) {
      return false;
    }
    if (gone.kind() == FactKind.COLUMN) {
      Fact before = difference.before().find(gone);
      Fact after = difference.after().find(come);
      return gone.of().equals(come.of())
          && before != null
          && after != null
          && !before.is("view")
          && before.textOf("type").equals(after.textOf("type"));
    }
    return gone.kind() == FactKind.TABLE
        && columns(difference.before(), gone).equals(columns(difference.after(), come));
  }

  private static Map<String, String> columns(SchemaFacts facts, FactKey table) {
    Map<String, String> columns = new TreeMap<>();
    for (Fact column : facts.of(FactKind.COLUMN)) {
      if (column.key().schema().equals(table.schema()) && column.key().of().equals(table.name())) {
        columns.put(column.key().name(), column.textOf("type"));
      }
    }
    return columns;
  }

  /** The question, in one line. */
  public String words() {
    return from.words() + " is gone and `" + to.text() + "` is new: was it renamed?";
  }
}
