package dev.sallyport.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to the store in the hands of one piece of work. Runs constant SQL of ours only. */
public final class StoreSession {
  private final Engine engine;
  private final Connection connection;

  StoreSession(Engine engine, Connection connection) {
    this.engine = engine;
    this.connection = connection;
  }

  /** All rows. Parameters are texts, numbers or null. */
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(result);
      while (result.next()) {
        rows.add(reader.of(row));
      }
      return rows;
    }
  }

  /** The first row; empty where there is none. */
  public <T> Optional<T> first(String sql, Row.Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      return result.next() ? Optional.of(reader.of(new Row(result))) : Optional.empty();
    }
  }

  /** How many rows changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Wakes whoever waits for a change, once the transaction is committed. */
  public void announce(String what) throws SQLException {
    engine.announce(this, what);
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Closes the connection, so that nobody goes on in a transaction that could not be ended. */
  void spoil() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is as good as closed: the next use finds that it is not valid.
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        bind(statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.OTHER);
    } else if (value instanceof Number number) {
      statement.setLong(index, number.longValue());
    } else {
      statement.setString(index, value.toString());
    }
  }
}
