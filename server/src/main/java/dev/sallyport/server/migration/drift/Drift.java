package dev.sallyport.server.migration.drift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that drifted in the same way.
 *
 * @param objects kind and name of each
 * @param evidence where they are and where not, in words
 * @param remedy what to do: one sentence
 * @param commands that do it, in order; each waits for approval where the policy says so
 */
public record Drift(
    Scenario scenario,
    List<String> objects,
    List<String> evidence,
    String remedy,
    List<String> commands) {
  public Drift {
    objects = List.copyOf(objects);
    evidence = List.copyOf(evidence);
    commands = List.copyOf(commands);
  }

  /** The entry as JSON-ready values. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("scenario", scenario.label());
    map.put("objects", objects);
    map.put("evidence", evidence);
    map.put("remedy", remedy);
    map.put("commands", commands);
    return map;
  }
}
