package dev.sallyport.server.catalog.facts;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every object of a database that its users made, as of one moment.
 *
 * @param serverVersion such as 170004
 * @param objects by name, in a fixed order
 * @param needs what each object needs to exist, as {@code pg_depend} has it; only objects with
 *     needs
 * @param stamp the state of the catalogs: as long as a database gives the same one, its facts are
 *     these
 */
public record SchemaFacts(
    int serverVersion,
    SortedMap<FactKey, Fact> objects,
    Map<FactKey, Set<FactKey>> needs,
    String stamp) {

  public SchemaFacts {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    needs = Map.copyOf(needs);
  }

  /** A database in which nothing was made but what every new one has: the schema {@code public}. */
  public static SchemaFacts empty(int serverVersion) {
    TreeMap<FactKey, Fact> objects = new TreeMap<>();
    FactKey schema = FactKey.of(FactKind.SCHEMA, "", "public");
    TreeMap<String, Object> properties = new TreeMap<>();
    properties.put("comment", "standard public schema");
    objects.put(schema, new Fact(schema, properties));
    return new SchemaFacts(serverVersion, objects, Map.of(), "");
  }

  /** PostgreSQL's major version, such as 17. */
  public int majorVersion() {
    return serverVersion / 10_000;
  }

  public Collection<Fact> all() {
    return objects.values();
  }

  /** The objects of one kind, in order of their names. */
  public List<Fact> of(FactKind kind) {
    return objects.values().stream().filter(fact -> fact.kind() == kind).toList();
  }

  public @Nullable Fact find(FactKey key) {
    return objects.get(key);
  }

  public Set<FactKey> needsOf(FactKey key) {
    return needs.getOrDefault(key, Set.of());
  }

  /**
   * What exists in the database but is compared by a digest only, so that a difference is seen and
   * can't be put right by a script.
   */
  public List<FactKey> unmodelled() {
    return of(FactKind.UNMODELLED).stream().map(Fact::key).toList();
  }

  /** The same without the objects that are ignored, nor what goes with them. */
  public SchemaFacts without(Predicate<FactKey> ignored) {
    TreeMap<FactKey, Fact> kept = new TreeMap<>();
    for (Fact fact : objects.values()) {
      String table = fact.text("table");
      boolean goes =
          ignored.test(fact.key())
              || table != null
                  && ignored.test(FactKey.of(FactKind.TABLE, fact.key().schema(), table));
      if (!goes) {
        kept.put(fact.key(), fact);
      }
    }
    return new SchemaFacts(serverVersion, kept, needs, stamp);
  }

  /** The same with these objects alone. */
  public SchemaFacts only(Set<FactKey> keys) {
    TreeMap<FactKey, Fact> kept = new TreeMap<>(objects);
    kept.keySet().retainAll(keys);
    Map<FactKey, Set<FactKey>> needing = new HashMap<>(needs);
    needing.keySet().retainAll(keys);
    return new SchemaFacts(serverVersion, kept, needing, stamp);
  }
}
