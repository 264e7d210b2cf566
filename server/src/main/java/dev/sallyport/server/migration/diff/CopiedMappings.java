package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.shadow.ShadowDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** User mappings of roles on a copy, which PostgreSQL shows to nobody but the role. */
final class CopiedMappings {
  private CopiedMappings() {}

  /** The facts with what those mappings say. */
  static SchemaFacts told(ShadowDatabase copy, SchemaFacts facts) {
    if (facts.of(FactKind.UNMODELLED).stream().noneMatch(Hidden::isMapping)) {
      return facts;
    }
    List<Fact> mappings = copy.ownersBlindSpots(FactReader::userMappings).orElse(List.of());
    TreeMap<FactKey, Fact> objects = new TreeMap<>(facts.objects());
    Map<FactKey, FactKey> told = new HashMap<>();
    for (Fact mapping : mappings) {
      FactKey hidden = Hidden.mapping(mapping.key().name());
      if (objects.remove(hidden) != null) {
        objects.put(mapping.key(), mapping);
        told.put(hidden, mapping.key());
      }
    }
    Map<FactKey, Set<FactKey>> needs = new HashMap<>();
    facts.needs().forEach((key, needed) -> needs.put(told.getOrDefault(key, key), needed));
    return new SchemaFacts(facts.serverVersion(), objects, needs, facts.stamp());
  }
}
