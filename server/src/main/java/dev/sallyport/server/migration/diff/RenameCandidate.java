package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.ObjectDifference.Change;
import dev.sallyport.server.migration.diff.script.Rename;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** The candidates that are left when some are known to be renamed, or to be new. */
  public static List<RenameCandidate> among(SchemaDifference difference, List<Rename> known) {
    return among(difference).stream()
        .filter(
            candidate ->
                known.stream()
                    .noneMatch(
                        one -> one.from().equals(candidate.from) || one.to().equals(candidate.to)))
        .toList();
  }

  /** The candidates among the tables and columns of a difference. */
  public static List<RenameCandidate> among(SchemaDifference difference) {
    Shapes before = new Shapes(difference.before());
    Shapes after = new Shapes(difference.after());
    Map<String, List<FactKey>> added = new HashMap<>();
    for (ObjectDifference come : difference.objects()) {
      String shape = come.change() == Change.ADDED ? after.of(come.key()) : "";
      if (!shape.isEmpty()) {
        added.computeIfAbsent(shape, s -> new ArrayList<>()).add(come.key());
      }
    }
    List<RenameCandidate> candidates = new ArrayList<>();
    for (ObjectDifference gone : difference.objects()) {
      String shape = gone.change() == Change.REMOVED ? before.of(gone.key()) : "";
      for (FactKey come : added.getOrDefault(shape, List.of())) {
        candidates.add(new RenameCandidate(gone.key(), come));
      }
    }
    return candidates;
  }

  /** What two objects have in common where one may be the other under a new name. */
  private static final class Shapes {
    private final SchemaFacts facts;
    private final Map<String, TreeMap<String, String>> columns = new HashMap<>();

    Shapes(SchemaFacts facts) {
      this.facts = facts;
      for (Fact column : facts.of(FactKind.COLUMN)) {
        columns
            .computeIfAbsent(column.key().schema() + "\0" + column.key().of(), t -> new TreeMap<>())
            .put(column.key().name(), column.textOf("type"));
      }
    }

    /** Empty where the object can't be recognised. */
    String of(FactKey key) {
      Fact fact = facts.find(key);
      if (key.kind() == FactKind.COLUMN && fact != null && !fact.is("view")) {
        return "column\0" + key.schema() + "\0" + key.of() + "\0" + fact.text("type");
      }
      if (key.kind() == FactKind.TABLE) {
        return "table\0" + key.schema() + "\0" + columns.get(key.schema() + "\0" + key.name());
      }
      return "";
    }
  }

  /** The question, in one line, with what says yes. */
  public String words() {
    return from.words()
        + " is gone and `"
        + to.text()
        + "` is new: was it renamed? if so, ask again with `rename` `"
        + Rename.text(from, to)
        + "`";
  }
}
