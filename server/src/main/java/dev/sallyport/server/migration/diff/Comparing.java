package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.Ignored;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What counts as a difference.
 *
 * @param owners whether who owns an object counts
 * @param privileges whether who may do what counts
 * @param columnOrder whether another order of a table's columns is told; it is never a difference,
 *     because no script can change it
 * @param ignored objects that no comparison is about
 */
public record Comparing(boolean owners, boolean privileges, boolean columnOrder, Ignored ignored) {

  /** Two databases that should be alike in everything a script can change. */
  public static final Comparing DATABASES = new Comparing(true, true, true, Ignored.BOOKS);

  /** A database with what a text says of it: texts rarely say who owns what. */
  public static final Comparing SCHEMAS = new Comparing(false, false, false, Ignored.BOOKS);

  /** The same, without what these globs name. */
  public Comparing ignoring(List<String> globs) {
    return new Comparing(owners, privileges, columnOrder, Ignored.booksAnd(globs));
  }

  /** The facts, reduced to what counts. */
  public SchemaFacts reduce(SchemaFacts facts) {
    SchemaFacts kept = facts.without(ignored);
    TreeMap<FactKey, Fact> objects = new TreeMap<>();
    for (Fact fact : kept.all()) {
      if (privileges || !isPrivileges(fact.key())) {
        objects.put(fact.key(), new Fact(fact.key(), counting(fact)));
      }
    }
    return new SchemaFacts(facts.serverVersion(), objects, kept.needs(), kept.stamp());
  }

  private static boolean isPrivileges(FactKey key) {
    return key.kind() == FactKind.DEFAULT_PRIVILEGES
        || key.kind() == FactKind.UNMODELLED && key.signature().equals("PRIVILEGES");
  }

  /** The properties of an object that count. */
  SortedMap<String, Object> counting(Fact fact) {
    TreeMap<String, Object> counting = new TreeMap<>(fact.properties());
    if (!owners) {
      counting.remove("owner");
    }
    if (!privileges) {
      counting.remove("privileges");
      if (counting.get("sequence") instanceof Map<?, ?> sequence) {
        TreeMap<String, Object> behind = new TreeMap<>();
        sequence.forEach((name, value) -> behind.put(String.valueOf(name), value));
        behind.remove("privileges");
        counting.put("sequence", behind);
      }
    }
    // Whether it was ever refreshed is a matter of its rows.
    counting.remove(Population.NONE);
    if (fact.kind() == FactKind.EXTENSION) {
      // Which version a server offers is its own affair.
      counting.remove("version");
    }
    return counting;
  }

  /** Whether a property of an object is looked at, though it may be needed to make the object. */
  static boolean counts(FactKind kind, String property) {
    return kind != FactKind.COLUMN || !property.equals("order");
  }
}
