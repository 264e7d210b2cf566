package dev.sallyport.server.database;

import dev.sallyport.server.majors.PostgresMajor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL for all tests of a JVM, each test class in a database of its own. What the tests
 * observe from outside goes through JDBC, not through the code under test.
 */
public final class TestServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;

  private TestServer() {}

  private static synchronized EmbeddedPostgres postgres() {
    if (postgres == null) {
      try {
        EmbeddedPostgres.Builder builder =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(Duration.ofSeconds(60));
        asked().ifPresent(major -> builder.setPgBinaryResolver(major.resolver()));
        postgres = builder.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return postgres;
  }

  /** The major that {@code -Dpostgres.major=13} asks for; else the build's own is taken. */
  private static Optional<PostgresMajor> asked() {
    String number = System.getProperty("postgres.major", "");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PostgresMajor.all().stream()
            .filter(major -> number.equals(String.valueOf(major.number())))
            .filter(PostgresMajor::isAvailable)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "PostgreSQL " + number + " is not at hand: add -Ppostgres-majors")));
  }

  public static int port() {
    return postgres().getPort();
  }

  /** The major that runs. */
  public static int major() {
    return asked().map(PostgresMajor::number).orElse(17);
  }

  /** Makes an empty database that the role {@code agent}, without any powers, may use. */
  public static TestDatabase create() {
    String name = "test_" + NUMBER.incrementAndGet();
    TestDatabase maintenance = new TestDatabase("postgres");
    maintenance.run(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'agent') THEN"
            + " CREATE ROLE agent LOGIN; END IF; END $$");
    maintenance.run("CREATE DATABASE " + name);
    TestDatabase database = new TestDatabase(name);
    database.run(
        "GRANT CREATE ON DATABASE " + name + " TO agent",
        "GRANT ALL ON SCHEMA public TO agent",
        "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO agent");
    return database;
  }

  /** A database, as its superuser sees it. */
  public record TestDatabase(String name) {
    /** The address for a role. */
    public String url(String role) {
      return "postgresql://" + role + "@localhost:" + port() + "/" + name;
    }

    public ConnectionSettings settings(String role) {
      return ConnectionSettings.parse(url(role));
    }

    /** The database as the gate sees it, under a role without powers. */
    public TargetDatabase target() {
      return new TargetDatabase(settings("agent"), null);
    }

    public Connection connect(String role) throws SQLException {
      return DriverManager.getConnection(
          "jdbc:postgresql://localhost:" + port() + "/" + name + "?user=" + role);
    }

    /** Runs statements as superuser. */
    public void run(String... statements) {
      runAs("postgres", statements);
    }

    public void runAs(String role, String... statements) {
      try (Connection connection = connect(role);
          Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** The first column of a query, as superuser. */
    public List<@Nullable String> column(String query) {
      try (Connection connection = connect("postgres");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        List<@Nullable String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
        return values;
      } catch (SQLException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
