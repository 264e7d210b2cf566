package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import java.util.regex.Pattern;

/** What an object is called in an answer: kind and name, quoted only where that is needed. */
final class ObjectWords {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  private ObjectWords() {}

  static String of(Fact fact) {
    FactKey key = fact.key();
    StringBuilder name = new StringBuilder();
    for (String part : new String[] {key.schema(), key.of(), key.name()}) {
      if (!part.isEmpty()) {
        name.append(name.length() == 0 ? "" : ".").append(readable(part));
      }
    }
    if (!key.signature().isEmpty() && PLAIN.matcher(key.name()).matches()) {
      name.append("(").append(key.signature()).append(")");
    }
    return key.kind().label() + " " + name;
  }

  private static String readable(String part) {
    return PLAIN.matcher(part).matches() ? part : '"' + part.replace("\"", "\"\"") + '"';
  }
}
