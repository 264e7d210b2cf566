package dev.sallyport.server.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The state of some objects: columns, constraints, triggers, rules and what surrounds them, or that
 * they are absent. No statistics.
 *
 * @param facts a line of text for each fact, by a name that stays the same
 */
public record SchemaFingerprint(Map<String, String> facts) {
  /** How the names of functions' facts begin. */
  static final String FUNCTION = "function ";

  public SchemaFingerprint {
    facts = Map.copyOf(facts);
  }

  /** SHA-256 over all facts, in hexadecimal. */
  public String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(facts)
          .forEach(
              (name, fact) -> {
                part(sha, name);
                part(sha, fact);
              });
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** With its length before it, so that no two lists of parts look alike. */
  private static void part(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    sha.update(bytes);
  }

  /** The facts of functions, which nothing locks. */
  public SchemaFingerprint functions() {
    return new SchemaFingerprint(
        facts.entrySet().stream()
            .filter(fact -> fact.getKey().startsWith(FUNCTION))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** What is different now, in words; empty where nothing is. */
  public List<String> differenceTo(SchemaFingerprint now) {
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(now.facts.keySet());
    List<String> words = new ArrayList<>();
    for (String name : names) {
      String before = facts.get(name);
      String after = now.facts.get(name);
      if (before == null) {
        words.add("`" + name + "` is new: " + after);
      } else if (after == null) {
        words.add("`" + name + "` is gone; it was: " + before);
      } else if (!before.equals(after)) {
        words.add("`" + name + "` was: " + before + "; is: " + after);
      }
    }
    return words;
  }
}
