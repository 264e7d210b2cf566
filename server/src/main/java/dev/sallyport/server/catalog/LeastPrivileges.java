package dev.sallyport.server.catalog;

import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The statements that make a role for agents which may do no more than it needs. */
final class LeastPrivileges {
  /** Who makes tables in a schema decides who may use later ones. */
  private static final String SCHEMAS =
      """
      SELECT DISTINCT quote_ident(current_database()), quote_ident(n.nspname),
             quote_ident(pg_get_userbyid(c.relowner))
      FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm')
      WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      ORDER BY 1, 2, 3
      """;

  private record Owned(String database, String schema, String owner) {}

  private LeastPrivileges() {}

  static List<String> statements(String role, boolean writes, CatalogSession session) {
    String name = '"' + role.replace("\"", "\"\"") + '"';
    List<Owned> owned =
        session.rows(SCHEMAS, row -> new Owned(row.text(1), row.text(2), row.text(3)));
    String rights = writes ? "SELECT, INSERT, UPDATE, DELETE" : "SELECT";
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE ROLE "
            + name
            + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
            + " CONNECTION LIMIT 16");
    statements.add("\\password " + name);
    Set<String> schemas = new LinkedHashSet<>();
    for (Owned one : owned) {
      if (schemas.isEmpty()) {
        statements.add("GRANT CONNECT ON DATABASE " + one.database() + " TO " + name);
      }
      if (schemas.add(one.schema())) {
        statements.add("GRANT USAGE ON SCHEMA " + one.schema() + " TO " + name);
        statements.add(
            "GRANT " + rights + " ON ALL TABLES IN SCHEMA " + one.schema() + " TO " + name);
        if (writes) {
          statements.add("GRANT USAGE ON ALL SEQUENCES IN SCHEMA " + one.schema() + " TO " + name);
        }
      }
      statements.add(
          "ALTER DEFAULT PRIVILEGES FOR ROLE "
              + one.owner()
              + " IN SCHEMA "
              + one.schema()
              + " GRANT "
              + rights
              + " ON TABLES TO "
              + name);
    }
    if (!writes) {
      statements.add("ALTER ROLE " + name + " SET default_transaction_read_only = on");
    }
    return statements;
  }
}
