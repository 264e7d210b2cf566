package dev.sallyport.server.shadow;

import dev.sallyport.server.database.ScriptSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Languages of which no function can run: their handler is PostgreSQL's own function that looks at
 * nothing and fails. Whatever its body says and whatever its arguments are, a function in one of
 * them is text.
 */
final class StandInLanguages {
  private static final String HANDLER = "pg_catalog.sallyport_stand_in";
  private static final String EXISTING =
      "SELECT lanname FROM pg_catalog.pg_language WHERE lanname LIKE 'sallyport\\_as\\_%'";

  private final Set<String> made = new HashSet<>();

  boolean have(Set<String> names) {
    return made.containsAll(names);
  }

  /** Makes those that are not there yet. */
  void make(Set<String> names, ScriptSession administrator) {
    OwnStatements.prepare(administrator);
    StringBuilder sql = new StringBuilder();
    if (made.isEmpty()) {
      sql.append("CREATE OR REPLACE FUNCTION ").append(HANDLER);
      sql.append("() RETURNS language_handler LANGUAGE internal AS 'shell_in';\n");
    }
    for (String name : names) {
      if (!made.contains(name)) {
        sql.append("CREATE TRUSTED LANGUAGE ").append(Names.quoted(name));
        sql.append(" HANDLER ").append(HANDLER).append(";\n");
      }
    }
    administrator.runTogether(sql.toString());
    made.addAll(names);
  }

  /** Takes them away, with what is left in them. */
  static void remove(ScriptSession administrator) {
    for (List<@Nullable String> row : administrator.rows(EXISTING)) {
      String name = Names.quoted(String.valueOf(row.get(0)));
      administrator.run("DROP LANGUAGE " + name + " CASCADE");
    }
    administrator.run("DROP FUNCTION IF EXISTS " + HANDLER + "()");
  }

  /** The next who is lent the database finds none. */
  void forget() {
    made.clear();
  }
}
