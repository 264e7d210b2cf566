package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions in languages that run code outside of SQL, such as C. A copy has them with the same
 * signature in a language in which nothing runs; what they are made of is kept as text, so that the
 * copy can be asked for it.
 */
final class StandInFunctions {
  /** Before the names of languages that stand in for others. */
  static final String PREFIX = "sallyport_as_";

  private static final Set<String> REAL = Set.of("sql", "plpgsql");
  private static final Set<String> CHEAP = Set.of("c", "internal");
  private static final int LONGEST = 63 - PREFIX.length();

  /** As {@code pg_get_functiondef} writes them. */
  private static final Pattern DEFINITION =
      Pattern.compile(
          "\\A(CREATE OR REPLACE (?:FUNCTION|PROCEDURE) .*?\\n"
              + " LANGUAGE )([^\\n"
              + "]+)(\\n"
              + ".*?)?\\n"
              + "AS (.*)\\z",
          Pattern.DOTALL);

  private static final Pattern QUOTED =
      Pattern.compile("\\A(\\$[a-z]*\\$)(.*)\\1\\s*\\z", Pattern.DOTALL);
  private static final Pattern COST =
      Pattern.compile("\\A(\\n(?! SET )[^\\n]*? COST )(100|1)(?= |\\n|\\z)");

  private StandInFunctions() {}

  /** The language that a statement needs to be tried; null where it has the real one. */
  static @Nullable String language(String sql) {
    Matcher parts = DEFINITION.matcher(sql);
    if (!parts.matches()) {
      return null;
    }
    String language = decoded(parts.group(2));
    return REAL.contains(language) || language.length() > LONGEST ? null : PREFIX + language;
  }

  /** The statement as it is tried on a copy. */
  static String tried(String sql) {
    Matcher parts = DEFINITION.matcher(sql);
    if (language(sql) == null || !parts.matches()) {
      return sql;
    }
    String language = decoded(parts.group(2));
    String body = parts.group(4);
    String tag = "$function$";
    while (body.contains(tag)) {
      tag = tag.substring(0, tag.length() - 1) + "x$";
    }
    return parts.group(1)
        + quoted(PREFIX + language)
        + cost(language, parts.group(3))
        + "\nAS "
        + tag
        + body
        + tag;
  }

  /** A function in C costs 1 where nothing is said; any other costs 100. */
  private static String cost(String language, @Nullable String attributes) {
    Matcher cost = COST.matcher(attributes == null ? "" : attributes);
    if (attributes == null || !CHEAP.contains(language) || !cost.find()) {
      return attributes == null ? "" : attributes;
    }
    String other = cost.group(2).equals("1") ? "100" : "1";
    return cost.group(1) + other + attributes.substring(cost.end());
  }

  /** A copy's facts, with what those functions are made of. */
  static SchemaFacts told(SchemaFacts copy) {
    TreeMap<FactKey, Fact> objects = new TreeMap<>(copy.objects());
    Map<FactKey, Set<FactKey>> needs = new HashMap<>(copy.needs());
    objects.keySet().removeIf(StandInFunctions::isOurs);
    for (Fact fact : copy.all()) {
      boolean routine = fact.kind() == FactKind.FUNCTION || fact.kind() == FactKind.PROCEDURE;
      if (routine && fact.textOf("language").startsWith(PREFIX)) {
        Fact real = real(fact);
        objects.put(fact.key(), real);
        needs.put(fact.key(), needs(copy, fact.key(), real.textOf("language")));
      }
    }
    return new SchemaFacts(copy.serverVersion(), objects, needs, copy.stamp());
  }

  private static boolean isOurs(FactKey key) {
    return key.kind() == FactKind.LANGUAGE && key.name().startsWith(PREFIX);
  }

  private static Fact real(Fact function) {
    TreeMap<String, Object> properties = new TreeMap<>(function.properties());
    String language = function.textOf("language").substring(PREFIX.length());
    properties.put("language", language);
    Matcher parts = DEFINITION.matcher(function.textOf("definition"));
    if (parts.matches()) {
      Matcher body = QUOTED.matcher(parts.group(4));
      properties.put(
          "definition",
          parts.group(1)
              + quoted(language)
              + cost(language, parts.group(3))
              + "\nAS "
              + (body.matches() ? body.group(2) : parts.group(4))
              + "\n");
    }
    return new Fact(function.key(), properties);
  }

  /** A function goes before its language does, or the extension that brought the language. */
  private static Set<FactKey> needs(SchemaFacts copy, FactKey function, String language) {
    Set<FactKey> needs = new LinkedHashSet<>(copy.needsOf(function));
    needs.removeIf(StandInFunctions::isOurs);
    for (FactKind kind : new FactKind[] {FactKind.LANGUAGE, FactKind.EXTENSION}) {
      FactKey key = FactKey.of(kind, "", language);
      if (copy.find(key) != null) {
        needs.add(key);
      }
    }
    return needs;
  }

  private static String decoded(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
