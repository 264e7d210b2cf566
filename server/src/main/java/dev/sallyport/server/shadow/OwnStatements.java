package dev.sallyport.server.shadow;

import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statements of our own writing that PostgreSQL keeps for superusers though they run no code of
 * anybody's. By allow-list, on the whole statement: an expression of somebody's never passes.
 */
final class OwnStatements {
  static final String NAME = "(?:[a-z_][a-z0-9_]*|\"(?:[^\"]|\"\")+\")";
  static final String QUALIFIED = NAME + "(?:\\." + NAME + ")?";
  private static final Pattern OWNER =
      Pattern.compile(
          "ALTER [A-Z ]+ (?:"
              + QUALIFIED
              + "|"
              + NAME
              + "\\.[-+*/<>=~!@#%^&|`?]+)(?: ?\\([^()';]*\\))?(?: USING "
              + NAME
              + ")? OWNER TO "
              + NAME);
  private static final Pattern EXTENSION =
      Pattern.compile(
          "CREATE EXTENSION IF NOT EXISTS ("
              + NAME
              + ") WITH SCHEMA "
              + NAME
              + "|ALTER EXTENSION ("
              + NAME
              + ") SET SCHEMA "
              + NAME
              + "|DROP EXTENSION ("
              + NAME
              + ")");
  private static final Pattern ALL_TABLES =
      Pattern.compile(
          "CREATE (PUBLICATION "
              + NAME
              + ") FOR (?:ALL TABLES|TABLES IN SCHEMA [^';()]*)"
              + " WITH \\(publish = '[a-z, ]*'[a-z_=, ]*\\)"
              + "|ALTER PUBLICATION "
              + NAME
              + " ADD TABLES IN SCHEMA [^';()]*");
  private static final Pattern OPERATORS =
      Pattern.compile(
          "CREATE (OPERATOR (?:CLASS|FAMILY) " + QUALIFIED + ")[^';]*? USING (" + NAME + ")[^';]*");
  private static final Pattern EVENT_TRIGGER =
      Pattern.compile(
          "CREATE EVENT TRIGGER "
              + NAME
              // Never on login: that of the administrator is one.
              + " ON (?:ddl_command_start|ddl_command_end|sql_drop|table_rewrite)(?: WHEN TAG IN"
              + " \\([A-Z', ]+\\))? EXECUTE FUNCTION "
              + QUALIFIED
              + "\\(\\)|ALTER EVENT TRIGGER "
              + NAME
              + " [A-Z ]+|DROP EVENT TRIGGER "
              + NAME);
  private static final Pattern CAST =
      Pattern.compile(
          "CREATE CAST \\([^()';]+(?:\\([0-9, ]+\\))?[^()';]*\\) WITH(?:OUT FUNCTION| INOUT)[A-Z"
              + " ]*");

  /** PostgreSQL's own functions only: they have no schema before their names. */
  private static final Pattern TEXT_SEARCH =
      Pattern.compile(
          "CREATE TEXT SEARCH (?:PARSER|TEMPLATE) "
              + QUALIFIED
              + " \\((?:[A-Z]+ = (?:prsd|dsimple|dsynonym|dispell|thesaurus|dsnowball)_[a-z]+(?:,"
              + " )?)+\\)|DROP TEXT SEARCH (?:PARSER|TEMPLATE) "
              + QUALIFIED
              + "|COMMENT ON TEXT SEARCH (?:PARSER|TEMPLATE) "
              + QUALIFIED
              + " IS (?:NULL|'(?:[^'\\\\]|'')*')");

  private static final Pattern ACCESS_METHOD =
      Pattern.compile(
          "CREATE ACCESS METHOD "
              + NAME
              + " TYPE (?:TABLE HANDLER heap_tableam_handler|INDEX HANDLER"
              + " (?:bt|hash|gist|gin|spg|brin)handler)"
              + "|DROP ACCESS METHOD "
              + NAME
              + "|COMMENT ON ACCESS METHOD "
              + NAME
              + " IS (?:NULL|'(?:[^'\\\\]|'')*')");

  private static final Pattern ROUTINE =
      Pattern.compile(
          "ALTER (?:FUNCTION|PROCEDURE) "
              + QUALIFIED
              + "\\([^()';]*\\)(?: LEAKPROOF)?(?: SUPPORT [a-z_0-9]+_support)?");

  /** The functions that make a type's values belong to PostgreSQL itself. */
  private static final Pattern CONSTRUCTOR =
      Pattern.compile(
          "ALTER FUNCTION "
              + QUALIFIED
              + "\\((?:[^()';]+(?:\\([0-9, ]+\\))?[^()';]*)?\\) RENAME TO "
              + NAME);

  static final String LITERAL = "'(?:[^'\\\\]|'')*'";
  private static final String OPTIONS =
      "(?: OPTIONS \\((?:(?:(?:ADD |SET )?"
          + NAME
          + " "
          + LITERAL
          + "|DROP "
          + NAME
          + ")(?:, )?)+\\))?";

  /** Without code of its own, it reaches nothing. */
  private static final Pattern WRAPPER =
      Pattern.compile(
          "(?:CREATE|ALTER) FOREIGN DATA WRAPPER "
              + NAME
              + "(?: NO HANDLER| NO VALIDATOR| VALIDATOR postgresql_fdw_validator)?"
              + OPTIONS
              + "|DROP FOREIGN DATA WRAPPER "
              + NAME
              + "|COMMENT ON FOREIGN DATA WRAPPER "
              + NAME
              + " IS (?:NULL|"
              + LITERAL
              + ")");

  /** PostgreSQL keeps these for superusers to own. */
  private static final Pattern POWERFUL_OWNER =
      Pattern.compile(
          "ALTER (?:FOREIGN DATA WRAPPER|EVENT TRIGGER) " + NAME + " OWNER TO (" + NAME + ")");

  private static final Pattern SERVER =
      Pattern.compile(
          "CREATE (SERVER "
              + NAME
              + ")(?: TYPE "
              + LITERAL
              + ")?(?: VERSION "
              + LITERAL
              + ")? FOREIGN DATA WRAPPER ("
              + NAME
              + ")"
              + OPTIONS);
  private static final String WITHOUT_POWERS =
      "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1 AND NOT rolsuper";
  private static final String WITH_CODE =
      "SELECT 1 FROM pg_catalog.pg_foreign_data_wrapper WHERE fdwname = $1 AND fdwhandler <> 0";

  private static final Pattern EXTENSION_COMMENT =
      Pattern.compile("COMMENT ON EXTENSION " + NAME + " IS (?:NULL|'(?:[^'\\\\]|'')*')");

  private OwnStatements() {}

  static boolean mayRunAsAdministrator(String statement) {
    Matcher extension = EXTENSION.matcher(statement);
    if (extension.matches()) {
      String name =
          Stream.of(extension.group(1), extension.group(2), extension.group(3))
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();
      return ShadowRules.isHarmless(name.replace("\"", ""));
    }
    return OWNER.matcher(statement).matches()
        || ALL_TABLES.matcher(statement).matches()
        || EXTENSION_COMMENT.matcher(statement).matches()
        || OPERATORS.matcher(statement).matches()
        || EVENT_TRIGGER.matcher(statement).matches()
        || WRAPPER.matcher(statement).matches()
        || SERVER.matcher(statement).matches()
        || MadeOfFunctions.matches(statement)
        || TEXT_SEARCH.matcher(statement).matches()
        || ACCESS_METHOD.matcher(statement).matches()
        || ROUTINE.matcher(statement).matches()
        || CONSTRUCTOR.matcher(statement).matches()
        || CAST.matcher(statement).matches();
  }

  /** What is made for a role is its own. Null where it is not, or can't be. */
  static @Nullable String handOver(String statement, String role) {
    Matcher operators = OPERATORS.matcher(statement);
    if (operators.matches()) {
      return "ALTER "
          + operators.group(1)
          + " USING "
          + operators.group(2)
          + " OWNER TO "
          + Names.quoted(role);
    }
    if (MadeOfFunctions.matches(statement)) {
      return MadeOfFunctions.handOver(statement, role);
    }
    Matcher server = SERVER.matcher(statement);
    return server.matches() ? "ALTER " + server.group(1) + " OWNER TO " + Names.quoted(role) : null;
  }

  /**
   * Whether a server would be made of a wrapper that has code, and so could reach other hosts, or a
   * language of functions that have code.
   */
  static boolean reachesOut(String statement, ScriptSession administrator) {
    if (MadeOfFunctions.matches(statement)) {
      return MadeOfFunctions.haveCode(statement, administrator);
    }
    Matcher server = SERVER.matcher(statement);
    if (!server.matches()) {
      return false;
    }
    return !administrator.rows(WITH_CODE, decoded(server.group(2))).isEmpty();
  }

  static String decoded(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  /**
   * Runs one statement. Only a superuser can be given a wrapper or an event trigger: nobody but
   * this transaction sees the role as one.
   */
  static void run(String statement, ScriptSession administrator) {
    Matcher owner = POWERFUL_OWNER.matcher(statement);
    if (!owner.matches() || administrator.rows(WITHOUT_POWERS, decoded(owner.group(1))).isEmpty()) {
      administrator.run(statement);
      return;
    }
    String role = owner.group(1);
    administrator.runTogether(
        "ALTER ROLE "
            + role
            + " SUPERUSER;\n"
            + statement
            + ";\nALTER ROLE "
            + role
            + " NOSUPERUSER");
  }

  /**
   * The administrator never sets off an event trigger of somebody's.
   *
   * @return whether the server is one where triggers can be kept quiet, so that some can be made
   */
  static boolean prepare(ScriptSession administrator) {
    try {
      administrator.run("SET event_triggers = off");
      return true;
    } catch (DatabaseException e) {
      // Before PostgreSQL 17 there is no such setting, and so no event trigger on a copy.
      return false;
    }
  }

  static boolean isOfEventTrigger(String statement) {
    return EVENT_TRIGGER.matcher(statement).matches();
  }
}
