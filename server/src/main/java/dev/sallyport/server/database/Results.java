package dev.sallyport.server.database;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;

/** Turns what came over the wire into a {@link QueryResult}. */
final class Results {
  private Results() {}

  static QueryResult of(RunningStatement statement, ValueTypes.Question question) {
    Field[] fields = statement.fields();
    List<ValueType> types = ValueTypes.of(fields, question);
    List<QueryResult.Column> columns = new ArrayList<>(fields.length);
    for (int i = 0; i < fields.length; i++) {
      columns.add(
          new QueryResult.Column(
              fields[i].getColumnLabel(), types.get(i).written(fields[i].getMod())));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>(statement.rows().size());
    for (Tuple row : statement.rows()) {
      rows.add(values(row, types));
    }
    return new QueryResult(columns, rows, statement.truncatedBy(), statement.notices());
  }

  private static List<@Nullable Object> values(Tuple row, List<ValueType> types) {
    List<@Nullable Object> values = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      byte[] value = row.get(i);
      values.add(
          value == null
              ? null
              : Values.of(new String(value, StandardCharsets.UTF_8), types.get(i)));
    }
    return values;
  }
}
