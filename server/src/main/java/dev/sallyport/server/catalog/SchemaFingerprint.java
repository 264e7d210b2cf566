package dev.sallyport.server.catalog;

import java.util.List;
import java.util.Map;

/**
 * The state of some objects: columns, constraints, triggers, rules and what surrounds them, or that
 * they are absent. No statistics.
 *
 * @param facts a line of text for each fact, by a name that stays the same
 */
public record SchemaFingerprint(Map<String, String> facts) {
  public SchemaFingerprint {
    facts = Map.copyOf(facts);
  }

  /** SHA-256 over all facts, in hexadecimal. */
  public String digest() {
    throw new UnsupportedOperationException("not built yet");
  }

  /** What is different now, in words; empty where nothing is. */
  public List<String> differenceTo(SchemaFingerprint now) {
    throw new UnsupportedOperationException("not built yet");
  }
}
