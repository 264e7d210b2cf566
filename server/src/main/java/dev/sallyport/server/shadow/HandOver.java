package dev.sallyport.server.shadow;

import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to make objects in every schema, lent to roles for one statement: PostgreSQL asks a new
 * owner for it. Taken back when closed; what a role had before stays.
 */
final class HandOver implements AutoCloseable {
  private static final String LACKING =
      """
      SELECT n.nspname, r.rolname FROM pg_catalog.pg_namespace n, pg_catalog.pg_roles r
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND r.rolname = ANY ($1::name[])
        AND NOT pg_catalog.has_schema_privilege(r.oid, n.oid, 'CREATE')
      """;

  private final ScriptSession administrator;
  private final List<String> schemasAndRoles = new ArrayList<>();

  private HandOver(ScriptSession administrator) {
    this.administrator = administrator;
  }

  static HandOver begin(ScriptSession administrator, Collection<String> roles) {
    HandOver lent = new HandOver(administrator);
    StringBuilder names = new StringBuilder();
    for (String role : roles) {
      String escaped = role.replace("\\", "\\\\").replace("\"", "\\\"");
      names.append(names.isEmpty() ? "" : ",").append('"').append(escaped).append('"');
    }
    for (List<@Nullable String> row : administrator.rows(LACKING, "{" + names + "}")) {
      String schema = Names.quoted(String.valueOf(row.get(0)));
      String role = Names.quoted(String.valueOf(row.get(1)));
      administrator.run("GRANT CREATE ON SCHEMA " + schema + " TO " + role);
      lent.schemasAndRoles.add(schema + " FROM " + role);
    }
    return lent;
  }

  @Override
  public void close() {
    for (String schemaAndRole : schemasAndRoles) {
      try {
        administrator.run("REVOKE CREATE ON SCHEMA " + schemaAndRole);
      } catch (DatabaseException e) {
        // The statement dropped the schema.
      }
    }
  }
}
