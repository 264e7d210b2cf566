package dev.sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The current row of a result. Columns count from 1. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** A text that is never null. */
  public String text(int column) throws SQLException {
    String text = result.getString(column);
    if (text == null) {
      throw new SQLException("column " + column + " is null");
    }
    return text;
  }

  public @Nullable String textOrNull(int column) throws SQLException {
    return result.getString(column);
  }

  /** A number; 0 where it is null. */
  public long number(int column) throws SQLException {
    return result.getLong(column);
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    T of(Row row) throws SQLException;
  }
}
