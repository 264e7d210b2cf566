package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Owners that may not use the schema of what they own. They can't grant anything there themselves;
 * who runs the script grants in their name, as whoever acts for an owner does.
 */
final class ShutOut {
  private static final String SET_ROLE = "SET ROLE ";

  private final Schema schema;

  ShutOut(Schema schema) {
    this.schema = schema;
  }

  /** The statements, without those that take the role of such an owner. */
  List<ScriptStatement> served(List<ScriptStatement> statements) {
    List<ScriptStatement> served = new ArrayList<>();
    boolean left = false;
    for (ScriptStatement statement : statements) {
      String sql = statement.sql();
      if (sql.startsWith(SET_ROLE)) {
        left = isShutOut(sql.substring(SET_ROLE.length()), statement.about());
      }
      if (!left || !sql.startsWith(SET_ROLE) && !sql.equals("RESET ROLE")) {
        served.add(statement);
      }
    }
    return served;
  }

  private boolean isShutOut(String role, FactKey about) {
    Fact object = schema.find(about);
    Fact within = schema.find(FactKey.of(FactKind.SCHEMA, "", about.schema()));
    if (object == null || within == null) {
      return false;
    }
    FactKey whole = schema.whole(object);
    Fact owned = whole == null ? object : schema.find(whole);
    return owned != null
        && Sql.name(owned.textOf("owner")).equals(role)
        && !Sql.name(within.textOf("owner")).equals(role)
        && !Decorations.mayUse(within, role)
        && !Decorations.mayUse(within, "PUBLIC");
  }
}
