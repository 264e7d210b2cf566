package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.Set;

/** What can't be altered into another object of its name, and holds no rows: it is made again. */
final class Remaking {
  private Remaking() {}

  /**
   * Whether an object must be dropped and made again. Never true for tables, columns and sequences.
   */
  static boolean isNeeded(Fact before, Fact after) {
    Set<String> differing = Alterations.differing(before, after);
    return switch (after.kind()) {
      case VIEW -> !differing.isEmpty();
      case MATERIALIZED_VIEW -> differing.contains("definition");
      case INDEX -> index(before, after, differing);
      case CONSTRAINT -> !differing.isEmpty() && !isValidation(before, after);
      case TRIGGER -> differing.contains("definition") || differing.contains("inherited");
      case RULE -> differing.contains("definition");
      case FUNCTION, PROCEDURE -> !differing.isEmpty() && !isReplaceable(before, after);
      case STATISTICS, EVENT_TRIGGER -> differing.contains("definition");
      case AGGREGATE,
          LANGUAGE,
          POLICY,
          PUBLICATION,
          COLLATION,
          OPERATOR,
          OPERATOR_FAMILY,
          OPERATOR_CLASS,
          CAST,
          ACCESS_METHOD,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          TEXT_SEARCH_DICTIONARY,
          CONVERSION ->
          !differing.isEmpty();
      case TEXT_SEARCH_CONFIGURATION -> differing.contains("parser");
      case RANGE_TYPE -> !differing.isEmpty();
      case SERVER -> differing.contains("type") || differing.contains("wrapper");
      case FOREIGN_TABLE -> foreignTable(before, after, differing);
      case SCHEMA,
          EXTENSION,
          BASE_TYPE,
          ENUM,
          DOMAIN,
          COMPOSITE_TYPE,
          SEQUENCE,
          TABLE,
          COLUMN,
          FOREIGN_DATA_WRAPPER,
          USER_MAPPING,
          DEFAULT_PRIVILEGES,
          UNMODELLED ->
          false;
    };
  }

  /** Its rows are elsewhere: nothing is lost. */
  private static boolean foreignTable(Fact before, Fact after, Set<String> differing) {
    boolean part = before.text("bound") != null || after.text("bound") != null;
    return differing.contains("server") || differing.contains("parents") && !part;
  }

  /** Storage parameters can change in place, though the definition names them. */
  private static boolean index(Fact before, Fact after, Set<String> differing) {
    return differing.stream().anyMatch(Set.of("table", "invalid", "constraint")::contains)
        || !withoutOptions(before).equals(withoutOptions(after));
  }

  private static String withoutOptions(Fact index) {
    return index.textOf("definition").replaceFirst("\\) WITH \\([^()]*\\)", ")");
  }

  private static boolean isValidation(Fact before, Fact after) {
    return before.is("notValid")
        && !after.is("notValid")
        && before.textOf("definition").replace(" NOT VALID", "").equals(after.text("definition"));
  }

  /** CREATE OR REPLACE keeps names and types of arguments and the result. */
  private static boolean isReplaceable(Fact before, Fact after) {
    return before.is("window") == after.is("window")
        && before.textOf("returns").equals(after.textOf("returns"))
        && before.textOf("parameters").equals(after.textOf("parameters"));
  }

  /** Whether a kind can be dropped and made again where what it is made of must go. */
  static boolean isPossible(FactKind kind) {
    return switch (kind) {
      case VIEW,
          MATERIALIZED_VIEW,
          INDEX,
          CONSTRAINT,
          STATISTICS,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          TRIGGER,
          RULE,
          POLICY,
          PUBLICATION,
          EVENT_TRIGGER,
          OPERATOR,
          OPERATOR_CLASS,
          OPERATOR_FAMILY,
          CAST,
          TEXT_SEARCH_CONFIGURATION,
          TEXT_SEARCH_TEMPLATE,
          TEXT_SEARCH_DICTIONARY,
          CONVERSION,
          FOREIGN_TABLE,
          SERVER,
          USER_MAPPING ->
          true;
      case SCHEMA,
          EXTENSION,
          COLLATION,
          ENUM,
          LANGUAGE,
          BASE_TYPE,
          DOMAIN,
          COMPOSITE_TYPE,
          RANGE_TYPE,
          SEQUENCE,
          TABLE,
          COLUMN,
          FOREIGN_DATA_WRAPPER,
          ACCESS_METHOD,
          TEXT_SEARCH_PARSER,
          DEFAULT_PRIVILEGES,
          UNMODELLED ->
          false;
    };
  }
}
