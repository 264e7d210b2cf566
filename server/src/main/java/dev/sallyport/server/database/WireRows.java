package dev.sallyport.server.database;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;

/** The answers to constant SQL of ours, as text. */
final class WireRows {
  private WireRows() {}

  /** All rows of a query, sent with what {@code begin} says. */
  static List<List<@Nullable String>> all(
      Wire wire,
      String sql,
      List<@Nullable String> parameters,
      Wire.Begin begin,
      Duration longest) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    Reply reply = new Reply(values -> rows.add(texts(values)));
    wire.send(sql, parameters, begin, 0, longest, reply);
    return rows;
  }

  /** The one row of a query outside of any transaction. */
  static List<@Nullable String> one(Wire wire, String sql, Duration longest) {
    return all(wire, sql, List.of(), Wire.Begin.NO, longest).get(0);
  }

  /** A row as text. */
  static List<@Nullable String> texts(Tuple values) {
    List<@Nullable String> texts = new ArrayList<>(values.fieldCount());
    for (int i = 0; i < values.fieldCount(); i++) {
      byte[] value = values.get(i);
      texts.add(value == null ? null : new String(value, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
