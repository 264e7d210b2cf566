package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Locales of collations as the databases spell them. Since PostgreSQL 16 what is given in another
 * way, such as {@code de@colStrength=primary}, is kept as a language tag; a script must say it as
 * the database does, or it leads to another one.
 */
final class Spellings {
  private static final int OLDEST_WITH_TAGS = 16;
  private static final Pattern ICU =
      Pattern.compile("(CREATE COLLATION .* \\(provider = icu, locale = )'[^'\\\\]*'(.*\\))");

  /** By collation and how a copy spells it; what two databases spell differently is ambiguous. */
  private final Map<FactKey, Map<String, String>> known = new HashMap<>();

  private final Map<FactKey, String> ambiguous = new HashMap<>();

  /** Learns how a database spells what its copy has. */
  void learn(SchemaFacts real, SchemaFacts copy) {
    boolean tags =
        real.majorVersion() < OLDEST_WITH_TAGS && copy.majorVersion() >= OLDEST_WITH_TAGS;
    for (Fact fact : tags ? real.of(FactKind.COLLATION) : List.<Fact>of()) {
      Fact copied = copy.find(fact.key());
      String is = copied == null ? "" : copied.textOf("definition");
      String said = fact.textOf("definition");
      String rest = rest(is);
      if (rest != null && rest.equals(rest(said))) {
        String before =
            known.computeIfAbsent(fact.key(), key -> new HashMap<>()).putIfAbsent(is, said);
        if (before != null && !before.equals(said)) {
          ambiguous.put(fact.key(), is);
        }
      }
    }
  }

  /** A definition without its locale; null where it is none of ICU's. */
  private static @Nullable String rest(String definition) {
    Matcher parts = ICU.matcher(definition);
    return parts.matches() ? parts.group(1) + parts.group(2) : null;
  }

  /** A copy's facts, spelled as the databases do. */
  SchemaFacts told(SchemaFacts copy) {
    if (known.isEmpty()) {
      return copy;
    }
    TreeMap<FactKey, Fact> objects = new TreeMap<>(copy.objects());
    known.forEach(
        (key, spelled) -> {
          Fact fact = objects.get(key);
          String is = fact == null ? "" : fact.textOf("definition");
          String said = spelled.get(is);
          if (fact != null && said != null && !is.equals(ambiguous.get(key))) {
            TreeMap<String, Object> properties = new TreeMap<>(fact.properties());
            properties.put("definition", said);
            objects.put(key, new Fact(key, properties));
          }
        });
    return new SchemaFacts(copy.serverVersion(), objects, copy.needs(), copy.stamp());
  }
}
