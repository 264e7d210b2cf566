package dev.sallyport.server.shadow;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One database of an {@link EmbeddedServer} as its owner sees it. Runs scripts of our own and of
 * our examples; no agent's text comes here.
 */
public final class EmbeddedDatabase {
  private final int port;
  private final String name;
  private final String role;
  private final String password;

  EmbeddedDatabase(int port, String name, String role, String password) {
    this.port = port;
    this.name = name;
    this.role = role;
    this.password = password;
  }

  /** The connection string as people write it; it carries the password. */
  public String url() {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(role, password, port, name);
  }

  /**
   * Runs a script of one or more statements.
   *
   * @throws SallyportException with PostgreSQL's message when a statement fails
   */
  public void run(String script) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(script);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The rows of a query, each value as PostgreSQL writes it, null for NULL. */
  public List<List<@Nullable String>> rows(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", password);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name, properties);
  }

  private static SallyportException failed(SQLException problem) {
    return new SallyportException(
        ExitCode.ENVIRONMENT,
        "the embedded PostgreSQL says: " + problem.getMessage(),
        "this is a mistake of Sallyport or of the example: report it",
        problem);
  }
}
