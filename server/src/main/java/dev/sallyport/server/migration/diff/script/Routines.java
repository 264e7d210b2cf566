package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions and procedures in SQL. */
final class Routines {
  /** As {@code pg_get_functiondef} writes them: the line after the language's. */
  private static final Pattern ATTRIBUTES =
      Pattern.compile(
          "\\A(.*?\\n LANGUAGE [^\\n]+\\n)((?! SET ) [A-Z][^\\n]*)\\n(.*)\\z", Pattern.DOTALL);

  private static final Pattern SUPPORT = Pattern.compile(" SUPPORT (\\S+)$");
  private static final String LEAKPROOF = " LEAKPROOF";

  private Routines() {}

  /**
   * Makes or replaces a routine. What only a superuser may say of it comes in a statement of its
   * own, which holds nobody's code.
   */
  static List<String> replace(Fact routine) {
    String definition = Sql.body(routine.textOf("definition"));
    Matcher parts = ATTRIBUTES.matcher(definition);
    if (!parts.matches()) {
      return List.of(definition);
    }
    String attributes = parts.group(2);
    Matcher support = SUPPORT.matcher(attributes);
    StringBuilder powers = new StringBuilder();
    if (attributes.contains(LEAKPROOF)) {
      powers.append(LEAKPROOF);
    }
    if (support.find()) {
      powers.append(support.group());
      attributes = support.replaceFirst("");
    }
    if (powers.length() == 0) {
      return List.of(definition);
    }
    attributes = attributes.replace(LEAKPROOF, "");
    List<String> sql = new ArrayList<>();
    sql.add(parts.group(1) + (attributes.isEmpty() ? "" : attributes + "\n") + parts.group(3));
    sql.add("ALTER " + ObjectTerms.of(routine) + powers);
    return sql;
  }
}
