package dev.sallyport.server.migration.drift;

import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roles that migrations make themselves. A script's own role may make none, so the server is given
 * them beforehand, without a login and without powers, and the statement that would make one is
 * left out. Known are CREATE ROLE in its plain forms, and the DO blocks that make one only where it
 * is missing; every other statement about roles stays in the script, and the shadow refuses it.
 */
final class MigrationRoles {
  /** The shadow's own limit is what a server can hold; nobody's history makes so many. */
  private static final int MOST = 100;

  /** Expressions look at no longer statement; the shadow refuses it. */
  private static final int LONGEST = 2_000;

  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[A-Za-z_][\\w$]*)";
  private static final String TEXT = "'(?:[^'\\\\]|'')*'";
  private static final String OPTION =
      "(?:LOGIN|NOLOGIN|INHERIT|NOINHERIT|NOSUPERUSER|NOCREATEDB|NOCREATEROLE|NOREPLICATION"
          + "|NOBYPASSRLS|(?:ENCRYPTED\\s+)?PASSWORD\\s+(?:"
          + TEXT
          + "|NULL)|CONNECTION\\s+LIMIT\\s+-?\\d+|VALID\\s+UNTIL\\s+"
          + TEXT
          + ")";
  private static final String CREATE =
      "CREATE\\s+(?:ROLE|USER|GROUP)\\s+" + NAME + "(?:\\s+WITH)?(?:\\s+" + OPTION + ")*\\s*";
  private static final String CATALOG =
      "(?:pg_catalog\\s*\\.\\s*)?(?:pg_roles|pg_user|pg_authid|pg_shadow|pg_group)";
  private static final String IS_THERE =
      "EXISTS\\s*\\(\\s*SELECT\\s*(?:\\*|1|true|rolname|usename)?\\s*FROM\\s+"
          + CATALOG
          + "\\s+WHERE\\s+(?:rolname|usename|groname)\\s*=\\s*"
          + TEXT
          + "\\s*\\)";
  private static final String WHERE_MISSING =
      "IF\\s+NOT\\s+" + IS_THERE + "\\s*THEN\\s+" + CREATE + ";\\s*END\\s+IF\\s*;\\s*";
  private static final String OR_NOTHING =
      "(?:BEGIN\\s+)?"
          + CREATE
          + ";\\s*EXCEPTION\\s+WHEN\\s+(?:duplicate_object|others)\\s+THEN\\s+(?:NULL|RAISE\\s+NOTICE\\s+"
          + TEXT
          + "(?:\\s*,\\s*SQLERRM)?)\\s*;\\s*";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern PLAIN = Pattern.compile(CREATE, FLAGS);
  private static final Pattern BLOCK =
      Pattern.compile(
          "DO\\s*(?:LANGUAGE\\s+plpgsql\\s*)?(\\$\\w*\\$)\\s*BEGIN\\s+(?:(?:"
              + WHERE_MISSING
              + ")+|"
              + OR_NOTHING
              + ")END\\s*;?\\s*\\1\\s*(?:LANGUAGE\\s+plpgsql\\s*)?",
          FLAGS);
  private static final Pattern MADE =
      Pattern.compile("CREATE\\s+(?:ROLE|USER|GROUP)\\s+" + NAME, FLAGS);
  private static final Pattern POWER =
      Pattern.compile(
          "CREATE\\s+(?:ROLE|USER|GROUP)\\s.*?\\s(SUPERUSER|CREATEDB|CREATEROLE|BYPASSRLS"
              + "|REPLICATION)\\b.*",
          FLAGS);

  private final SqlReader reader;
  private final TreeSet<String> all = new TreeSet<>();

  MigrationRoles(SqlReader reader) {
    this.reader = reader;
  }

  /** The roles that the scripts so far make. */
  List<String> all() {
    return List.copyOf(all);
  }

  /**
   * The script without the statements that make roles; lines and statements keep their numbers.
   *
   * @throws SideException where a role would get powers over the whole server
   */
  Script without(Script script) {
    String sql = script.sql();
    if (!MADE.matcher(sql).find() || !(reader.read(sql) instanceof Reading.Understood understood)) {
      return script;
    }
    StringBuilder left = new StringBuilder(sql);
    List<Statement> statements = understood.statements();
    // From the end, so that places before it stay what they are.
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement statement = statements.get(i);
      String text = statement.span().of(sql);
      String bare = withoutComments(text);
      if (bare.length() > LONGEST) {
        continue;
      }
      if (PLAIN.matcher(bare).matches() || BLOCK.matcher(bare).matches()) {
        if (isTaken(bare)) {
          left.replace(statement.span().start(), statement.span().end(), nothing(text));
        }
      } else {
        power(script, i + 1, statement, bare);
      }
    }
    return new Script(script.source(), left.toString());
  }

  /** The text without the comments before it. */
  private static String withoutComments(String text) {
    String rest = text.strip();
    while (rest.startsWith("--") || rest.startsWith("/*")) {
      int end = rest.startsWith("--") ? rest.indexOf('\n') : rest.indexOf("*/");
      if (end < 0) {
        return "";
      }
      rest = rest.substring(end + (rest.startsWith("--") ? 1 : 2)).strip();
    }
    return rest;
  }

  /** Names that start so are PostgreSQL's own, and stay for the shadow to refuse. */
  private boolean isTaken(String text) {
    List<String> names = MADE.matcher(text).results().map(made -> folded(made.group(1))).toList();
    boolean taken =
        all.size() + names.size() <= MOST && names.stream().noneMatch(n -> n.startsWith("pg_"));
    if (taken) {
      all.addAll(names);
    }
    return taken;
  }

  private static String folded(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name.toLowerCase(Locale.ROOT);
  }

  private static String nothing(String text) {
    return "SELECT 1" + "\n".repeat((int) text.chars().filter(unit -> unit == '\n').count());
  }

  private static void power(Script script, int number, Statement statement, String text) {
    Optional<String> power =
        Optional.of(POWER.matcher(text)).filter(Matcher::matches).map(found -> found.group(1));
    if (power.isPresent()) {
      String before = script.sql().substring(0, statement.span().start());
      throw SideException.stopped(
          Side.MIGRATIONS,
          new Replay.Stopped(
              script.source(),
              1 + (int) before.chars().filter(unit -> unit == '\n').count(),
              number,
              true,
              "it makes a role with `"
                  + power.get().toUpperCase(Locale.ROOT)
                  + "`, a power over the whole server",
              "make it without that power; an administrator gives it, outside of migrations"));
    }
  }
}
