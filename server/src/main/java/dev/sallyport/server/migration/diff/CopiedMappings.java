package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.shadow.ShadowDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** User mappings of roles on a copy, which PostgreSQL shows to nobody but the role. */
final class CopiedMappings {
  private static final String OPTIONS = "foreignOptions";

  private CopiedMappings() {}

  /** The facts with what those mappings say. */
  static SchemaFacts told(ShadowDatabase copy, SchemaFacts facts) {
    List<Fact> silent =
        facts.of(FactKind.UNMODELLED).stream()
            .filter(mapping -> mapping.key().signature().equals(Hidden.MAPPING))
            .toList();
    if (silent.isEmpty()) {
      return facts;
    }
    Map<String, List<String>> known = copy.mappingOptions();
    TreeMap<FactKey, Fact> objects = new TreeMap<>(facts.objects());
    for (Fact mapping : silent) {
      List<String> options = known.getOrDefault(mapping.key().name(), List.of());
      if (!options.isEmpty()) {
        TreeMap<String, Object> properties = new TreeMap<>(mapping.properties());
        properties.put(OPTIONS, options);
        objects.put(mapping.key(), new Fact(mapping.key(), properties));
      }
    }
    return new SchemaFacts(facts.serverVersion(), objects, facts.needs(), facts.stamp());
  }
}
