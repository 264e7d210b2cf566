package dev.sallyport.server.majors;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one major of PostgreSQL brings with it, as its own catalog tells.
 *
 * @param functions the functions of {@code pg_catalog} and {@code information_schema}
 * @param operators the names of the operators, and the functions behind them
 * @param types the names of the types
 * @param castFunctions the functions behind the casts
 * @param members the functions of the extensions that it ships and can make
 */
record Builtins(
    List<Routine> functions,
    List<Operator> operators,
    List<String> types,
    List<String> castFunctions,
    List<Member> members) {

  /**
   * @param publicly whether every role may call it
   */
  record Routine(String schema, String name, boolean isVolatile, boolean publicly) {}

  record Operator(String name, String function) {}

  /** A function that an extension brings. */
  record Member(String extension, String name) {}

  private static final Map<PostgresMajor, Builtins> READ = new ConcurrentHashMap<>();

  /** Starts that major and asks it; once a JVM. */
  static Builtins of(PostgresMajor major) {
    return READ.computeIfAbsent(major, Builtins::read);
  }

  private static Builtins read(PostgresMajor major) {
    try (EmbeddedPostgres server = major.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      return new Builtins(
          functions(statement),
          operators(statement),
          types(statement),
          castFunctions(statement),
          members(statement));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Routine> functions(Statement statement) throws SQLException {
    return query(
        statement,
        """
        SELECT pronamespace::regnamespace::text, proname, provolatile = 'v',
               proacl IS NULL OR EXISTS (
                 SELECT FROM aclexplode(proacl) WHERE grantee = 0 AND privilege_type = 'EXECUTE')
        FROM pg_proc
        WHERE pronamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        """,
        row ->
            new Routine(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
  }

  private static List<Operator> operators(Statement statement) throws SQLException {
    return query(
        statement,
        """
        SELECT oprname, proname FROM pg_operator JOIN pg_proc ON pg_proc.oid = oprcode
        WHERE oprnamespace = 'pg_catalog'::regnamespace
        """,
        row -> new Operator(row.getString(1), row.getString(2)));
  }

  private static List<String> types(Statement statement) throws SQLException {
    return query(
        statement,
        "SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace",
        row -> row.getString(1));
  }

  private static List<String> castFunctions(Statement statement) throws SQLException {
    return query(
        statement,
        "SELECT proname FROM pg_cast JOIN pg_proc ON pg_proc.oid = castfunc",
        row -> row.getString(1));
  }

  private static List<Member> members(Statement statement) throws SQLException {
    for (String name :
        query(statement, "SELECT name FROM pg_available_extensions", row -> row.getString(1))) {
      try {
        statement.execute("CREATE EXTENSION IF NOT EXISTS \"" + name + "\" CASCADE");
      } catch (SQLException e) {
        // Languages whose own libraries this machine does not have.
      }
    }
    return query(
        statement,
        """
        SELECT extname, proname FROM pg_depend
        JOIN pg_extension ON pg_extension.oid = refobjid JOIN pg_proc ON pg_proc.oid = objid
        WHERE classid = 'pg_proc'::regclass AND refclassid = 'pg_extension'::regclass
          AND deptype = 'e'
        """,
        row -> new Member(row.getString(1), row.getString(2)));
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> query(Statement statement, String sql, Row<T> reader)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(reader.read(row));
      }
    }
    return found;
  }
}
