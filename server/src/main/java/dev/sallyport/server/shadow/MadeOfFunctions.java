package dev.sallyport.server.shadow;

import dev.sallyport.server.database.ScriptSession;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Languages and base types, which PostgreSQL makes of functions and keeps for superusers. Made on a
 * shadow only where each of those functions is stood in for, so that it can't run.
 */
final class MadeOfFunctions {
  private static final String NAME = OwnStatements.NAME;
  private static final String LITERAL = OwnStatements.LITERAL;

  /** PostgreSQL's own have no schema before their names. */
  private static final String FUNCTION = NAME + "\\." + NAME;

  private static final Pattern LANGUAGE =
      Pattern.compile(
          ("CREATE (?:TRUSTED )?LANGUAGE %1$s HANDLER "
                  + "(?:plpgsql_call_handler|(%2$s))"
                  + "(?: INLINE "
                  + "(?:plpgsql_inline_handler|(%2$s)))?"
                  + "(?: VALIDATOR "
                  + "(?:plpgsql_validator|(%2$s)))?"
                  + "|DROP LANGUAGE %1$s"
                  + "|COMMENT ON LANGUAGE %1$s IS (?:NULL|%3$s)")
              .formatted(NAME, FUNCTION, LITERAL));

  private static final List<String> OF_TYPE =
      List.of("input", "output", "receive", "send", "modin", "modout", "analyze", "subscript");
  private static final Pattern BASE_TYPE =
      Pattern.compile(
          ("CREATE (TYPE %1$s)"
                  + "(?: \\(INPUT = (?<input>%2$s)"
                  + ", OUTPUT = (?<output>%2$s)"
                  + "(?:, RECEIVE = (?<receive>%2$s))?"
                  + "(?:, SEND = (?<send>%2$s))?"
                  + "(?:, TYPMOD_IN = (?:[a-z]+typmodin|(?<modin>%2$s)))?"
                  + "(?:, TYPMOD_OUT = (?:[a-z]+typmodout|(?<modout>%2$s)))?"
                  + "(?:, ANALYZE = (?<analyze>%2$s))?"
                  + "(?:, SUBSCRIPT = (?<subscript>%2$s))?"
                  + ", INTERNALLENGTH = (?:VARIABLE|[0-9]+)"
                  + "(?:, PASSEDBYVALUE)?, ALIGNMENT = [a-z0-9]+, STORAGE = [a-z]+"
                  + ", CATEGORY = %3$s"
                  + "(?:, PREFERRED = true)?"
                  + "(?:, DEFAULT = %3$s)?"
                  + "(?:, ELEMENT = [^;=]+)?"
                  + "(?:, DELIMITER = %3$s)?"
                  + "(?:, COLLATABLE = true)?\\))?")
              .formatted(OwnStatements.QUALIFIED, FUNCTION, LITERAL));

  private static final String STOOD_IN_FOR =
      """
      SELECT 1 FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE p.oid = pg_catalog.to_regproc($1) AND l.lanname LIKE 'sallyport\\_as\\_%'
      """;

  private static final String NAMED =
      """
      SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE NOT t.typisdefined AND pg_catalog.format('%I.%I', n.nspname, t.typname) = $1
      """;

  private MadeOfFunctions() {}

  static boolean matches(String statement) {
    return LANGUAGE.matcher(statement).matches() || BASE_TYPE.matcher(statement).matches();
  }

  /** Whether a function that it would be made of is none that is stood in for. */
  static boolean haveCode(String statement, ScriptSession administrator) {
    return functions(statement).stream()
        .anyMatch(function -> administrator.rows(STOOD_IN_FOR, function).isEmpty());
  }

  /** All but PostgreSQL's own. */
  private static List<String> functions(String statement) {
    Matcher language = LANGUAGE.matcher(statement);
    if (language.matches()) {
      return Stream.of(1, 2, 3).map(language::group).filter(Objects::nonNull).toList();
    }
    Matcher type = BASE_TYPE.matcher(statement);
    return type.matches()
        ? OF_TYPE.stream().map(type::group).filter(Objects::nonNull).toList()
        : List.of();
  }

  /** Only whose the name is may make the type of it. Null where there is nothing to take over. */
  static @Nullable String takeOver(String statement, ScriptSession administrator) {
    Matcher type = BASE_TYPE.matcher(statement);
    boolean named =
        type.matches()
            && type.group("input") != null
            && !administrator.rows(NAMED, type.group(1).substring("TYPE ".length())).isEmpty();
    return named ? "ALTER " + type.group(1) + " OWNER TO CURRENT_USER" : null;
  }

  /** A type that is no more than a name stays the administrator's, who makes the rest of it. */
  static @Nullable String handOver(String statement, String role) {
    Matcher type = BASE_TYPE.matcher(statement);
    return type.matches() && type.group("input") != null
        ? "ALTER " + type.group(1) + " OWNER TO " + Names.quoted(role)
        : null;
  }
}
