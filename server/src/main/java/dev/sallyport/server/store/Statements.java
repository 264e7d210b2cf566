package dev.sallyport.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection with the statements prepared on it, which are kept: the SQL of this room is
 * constant and little. For one thread at a time.
 */
final class Statements {
  private static final int MOST = 128;

  private final Connection connection;
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** A statement for one use. While it is in use the same SQL gets another one. */
  Prepared take(String sql) throws SQLException {
    PreparedStatement statement = kept.remove(sql);
    return new Prepared(sql, statement == null ? connection.prepareStatement(sql) : statement);
  }

  /** A prepared statement in use; closing keeps it for the next use. */
  final class Prepared implements AutoCloseable {
    private final String sql;
    private final PreparedStatement statement;

    private Prepared(String sql, PreparedStatement statement) {
      this.sql = sql;
      this.statement = statement;
    }

    PreparedStatement statement() {
      return statement;
    }

    /** Binds texts, numbers and null. */
    void bind(@Nullable Object... parameters) throws SQLException {
      for (int i = 0; i < parameters.length; i++) {
        Object value = parameters[i];
        if (value == null) {
          statement.setNull(i + 1, Types.OTHER);
        } else if (value instanceof Number number) {
          statement.setLong(i + 1, number.longValue());
        } else {
          statement.setString(i + 1, value.toString());
        }
      }
    }

    @Override
    public void close() throws SQLException {
      if (kept.size() >= MOST || kept.putIfAbsent(sql, statement) != null) {
        statement.close();
      }
    }
  }
}
