package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonPatch;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Facts as JSON: an object for each kind, also for those of which there is nothing, in it one for
 * each object, by name.
 */
public final class FactsJson {
  private FactsJson() {}

  /** All facts. */
  public static JsonObject of(SchemaFacts facts) {
    return of(facts, key -> true);
  }

  /**
   * The patch between two, over the objects that differ: what is equal has nothing to say in it.
   */
  static JsonPatch patch(SchemaDifference difference) {
    var differing =
        difference.objects().stream().map(ObjectDifference::key).collect(Collectors.toSet());
    return Json.createDiff(
        of(difference.before(), differing::contains), of(difference.after(), differing::contains));
  }

  private static JsonObject of(SchemaFacts facts, Predicate<FactKey> wanted) {
    // A kind is there without objects too, so that a patch can add its first and remove its last.
    Map<String, JsonObjectBuilder> kinds = new TreeMap<>();
    for (FactKind kind : FactKind.values()) {
      kinds.put(kind.label(), Json.createObjectBuilder());
    }
    for (Fact fact : facts.all()) {
      if (wanted.test(fact.key())) {
        kinds
            .computeIfAbsent(fact.kind().label(), kind -> Json.createObjectBuilder())
            .add(name(fact.key()), value(fact.properties()));
      }
    }
    JsonObjectBuilder json = Json.createObjectBuilder();
    kinds.forEach(json::add);
    return json.build();
  }

  private static String name(FactKey key) {
    String text = key.text();
    return key.signature().isEmpty() || text.endsWith(")") ? text : text + " " + key.signature();
  }

  private static JsonValue value(Object value) {
    if (value instanceof Map<?, ?> map) {
      JsonObjectBuilder object = Json.createObjectBuilder();
      map.forEach((name, part) -> object.add(String.valueOf(name), value(part)));
      return object.build();
    }
    if (value instanceof List<?> list) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      list.forEach(part -> array.add(value(part)));
      return array.build();
    }
    if (value instanceof Boolean truth) {
      return truth ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Number number) {
      return Json.createValue(new BigDecimal(number.toString()));
    }
    return Json.createValue(String.valueOf(value));
  }
}
