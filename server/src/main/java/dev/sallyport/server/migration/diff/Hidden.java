package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one role sees and another does not. Where either of two sides was read by a role that could
 * not look, nothing is said of a difference.
 */
final class Hidden {
  private static final String MAPPING = "HIDDEN USER MAPPING";

  private Hidden() {}

  /** The names of what both sides have, and one of them could not look at. */
  static Set<String> between(SchemaFacts one, SchemaFacts other) {
    Set<String> names = new HashSet<>(hidden(one));
    names.addAll(hidden(other));
    names.retainAll(mappings(one));
    names.retainAll(mappings(other));
    return names;
  }

  /** The facts without these. */
  static SchemaFacts without(SchemaFacts facts, Set<String> names) {
    if (names.isEmpty()) {
      return facts;
    }
    TreeMap<FactKey, Fact> objects = new TreeMap<>(facts.objects());
    objects.keySet().removeIf(key -> isMapping(key) && names.contains(key.name()));
    return new SchemaFacts(facts.serverVersion(), objects, facts.needs(), facts.stamp());
  }

  /** A user mapping that nobody could look at. */
  static FactKey mapping(String name) {
    return new FactKey(FactKind.UNMODELLED, "", "", name, MAPPING);
  }

  static boolean isMapping(Fact fact) {
    return fact.kind() == FactKind.UNMODELLED && fact.key().signature().equals(MAPPING);
  }

  private static Set<String> hidden(SchemaFacts facts) {
    Set<String> names = new HashSet<>();
    for (Fact fact : facts.of(FactKind.UNMODELLED)) {
      if (isMapping(fact)) {
        names.add(fact.key().name());
      }
    }
    return names;
  }

  private static Set<String> mappings(SchemaFacts facts) {
    Set<String> names = new HashSet<>();
    facts.objects().keySet().stream().filter(Hidden::isMapping).forEach(k -> names.add(k.name()));
    return names;
  }

  private static boolean isMapping(FactKey key) {
    return key.kind() == FactKind.USER_MAPPING
        || key.kind() == FactKind.UNMODELLED && key.signature().equals(MAPPING);
  }
}
