package dev.sallyport.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** A PostgreSQL database that a team's proxies share. */
final class PostgresEngine implements Engine {
  static final String SCHEMA = "sallyport_store";
  static final long UPGRADE_LOCK = 7_301_556_201L;
  private static final long WRITE_LOCK = 7_301_556_202L;
  private static final String CHANNEL = "sallyport_store";

  private final String url;
  private volatile boolean ready;

  PostgresEngine(String url) {
    this.url = url;
  }

  @Override
  public Connection connect() throws SQLException {
    if (!ready) {
      prepare();
    }
    Connection connection = open();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '30s'");
      statement.execute("SET statement_timeout = '30s'");
      statement.execute("SET idle_in_transaction_session_timeout = '60s'");
      statement.execute("SET synchronous_commit = on");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private synchronized void prepare() throws SQLException {
    try (Connection connection = open()) {
      if (SchemaVersion.isBehind(connection)) {
        SchemaUpgrade.postgresql(this::open);
      }
      ready = true;
    }
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("currentSchema", SCHEMA);
    properties.setProperty("ApplicationName", "sallyport-store");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address");
    }
    return connection;
  }

  /**
   * Every write appends to the one chain, so writers queue for one lock: the same order of events
   * as on SQLite, and no deadlocks.
   */
  @Override
  public void begin(StoreSession session) throws SQLException {
    session.execute("BEGIN");
    session.execute("SELECT pg_advisory_xact_lock(" + WRITE_LOCK + ")");
  }

  @Override
  public void announce(StoreSession session, String what) throws SQLException {
    session.first("SELECT pg_notify(?, ?)", row -> what, CHANNEL, what);
  }

  @Override
  public void awaitChange(Connection connection, Duration atMost) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
    connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, atMost.toMillis()));
  }

  @Override
  public StoreException explain(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    String why =
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
          case "08" -> "the store can't be reached";
          case "28" -> "the store refuses the credentials";
          case "53" -> "the store is out of resources";
          case "57", "55" -> "the store is locked or shutting down";
          default -> "the store can't be used (SQLSTATE " + state + ")";
        };
    return new StoreException(why, "check `SALLYPORT_STORE` and that its server runs", cause);
  }
}
