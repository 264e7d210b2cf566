package dev.sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to the store in the hands of one piece of work. Runs constant SQL of ours only. */
public final class StoreSession {
  private final Engine engine;
  private final Statements statements;

  StoreSession(Engine engine, Statements statements) {
    this.engine = engine;
    this.statements = statements;
  }

  /** All rows. Parameters are texts, numbers or null. */
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (Statements.Prepared prepared = prepare(sql, parameters);
        ResultSet result = prepared.statement().executeQuery()) {
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
    try (Statements.Prepared prepared = prepare(sql, parameters);
        ResultSet result = prepared.statement().executeQuery()) {
      return result.next() ? Optional.of(reader.of(new Row(result))) : Optional.empty();
    }
  }

  /** How many rows changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (Statements.Prepared prepared = prepare(sql, parameters)) {
      return prepared.statement().executeUpdate();
    }
  }

  /** Runs one change for each set of parameters. */
  public void updateAll(String sql, List<@Nullable Object[]> parameters) throws SQLException {
    try (Statements.Prepared prepared = statements.take(sql)) {
      for (@Nullable Object[] one : parameters) {
        prepared.bind(one);
        prepared.statement().addBatch();
      }
      prepared.statement().executeBatch();
    }
  }

  /** Wakes whoever waits for a change, once the transaction is committed. */
  public void announce(String what) throws SQLException {
    engine.announce(this, what);
  }

  void execute(String sql) throws SQLException {
    try (Statements.Prepared prepared = statements.take(sql)) {
      prepared.statement().execute();
    }
  }

  /** Closes the connection, so that nobody goes on in a transaction that could not be ended. */
  void spoil() {
    try {
      statements.connection().close();
    } catch (SQLException e) {
      // It is as good as closed: the next use finds that it is not valid.
    }
  }

  private Statements.Prepared prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    Statements.Prepared prepared = statements.take(sql);
    prepared.bind(parameters);
    return prepared;
  }
}
