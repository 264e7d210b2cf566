package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one role sees and another does not. Where either of two sides was read by a role that could
 * not look, nothing is said of a difference.
 */
final class Hidden {
  static final String MAPPING = "HIDDEN USER MAPPING";

  private static final String OPTIONS = "foreignOptions";

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

  /**
   * A copy, whose reader is no superuser, with those mappings that say the same as in the facts it
   * should be like: {@link CopiedMappings} tells what they say.
   */
  static SchemaFacts seenAs(SchemaFacts copy, SchemaFacts made) {
    Map<FactKey, Fact> known = new HashMap<>();
    for (Fact mapping : made.of(FactKind.USER_MAPPING)) {
      known.put(FactKey.of(FactKind.USER_MAPPING, "", mapping.key().name()), mapping);
    }
    Map<FactKey, FactKey> seen = new HashMap<>();
    for (Fact fact : copy.of(FactKind.UNMODELLED)) {
      FactKey key = FactKey.of(FactKind.USER_MAPPING, "", fact.key().name());
      Fact mapping = known.get(key);
      if (fact.key().signature().equals(MAPPING)
          && mapping != null
          && mapping.texts(OPTIONS).equals(fact.texts(OPTIONS))) {
        seen.put(fact.key(), key);
      }
    }
    if (seen.isEmpty()) {
      return copy;
    }
    TreeMap<FactKey, Fact> objects = new TreeMap<>(copy.objects());
    seen.forEach(
        (hidden, key) -> {
          objects.remove(hidden);
          objects.put(key, Objects.requireNonNull(known.get(key)));
        });
    Map<FactKey, Set<FactKey>> needs = new HashMap<>();
    copy.needs().forEach((key, needed) -> needs.put(seen.getOrDefault(key, key), needed));
    return new SchemaFacts(copy.serverVersion(), objects, needs, copy.stamp());
  }

  private static Set<String> hidden(SchemaFacts facts) {
    Set<String> names = new HashSet<>();
    for (Fact fact : facts.of(FactKind.UNMODELLED)) {
      if (fact.key().signature().equals(MAPPING)) {
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
        || key.kind() == FactKind.UNMODELLED && key.signature().endsWith("USER MAPPING");
  }
}
