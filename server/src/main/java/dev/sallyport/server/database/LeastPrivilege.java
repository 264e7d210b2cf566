package dev.sallyport.server.database;

import java.util.List;

/**
 * The GRANT statements for roles that can do what Sallyport needs and no more (PostgreSQL docs,
 * Privileges).
 */
public final class LeastPrivilege {
  private LeastPrivilege() {}

  /**
   * Statements for a person to run as the database's owner.
   *
   * @param database its name, as the catalog has it
   * @param schemas the schemas an agent may see
   */
  public static List<String> statements(String database, List<String> schemas) {
    List<String> statements =
        new java.util.ArrayList<>(
            List.of(
                "CREATE ROLE sallyport_reader LOGIN PASSWORD '…'",
                "CREATE ROLE sallyport_writer LOGIN PASSWORD '…'",
                "GRANT CONNECT ON DATABASE "
                    + quoted(database)
                    + " TO sallyport_reader, sallyport_writer"));
    for (String schema : schemas) {
      String name = quoted(schema);
      statements.add("GRANT USAGE ON SCHEMA " + name + " TO sallyport_reader, sallyport_writer");
      statements.add("GRANT SELECT ON ALL TABLES IN SCHEMA " + name + " TO sallyport_reader");
      statements.add(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "
              + name
              + " TO sallyport_writer");
      statements.add(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA "
              + name
              + " GRANT SELECT ON TABLES TO sallyport_reader");
      statements.add(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA "
              + name
              + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sallyport_writer");
    }
    return statements;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
