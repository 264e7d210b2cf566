package dev.sallyport.server.gateway;

import dev.sallyport.server.database.QueryResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as a part of an answer. */
final class ResultBody {
  private ResultBody() {}

  /** {@code columns}, {@code rows}, {@code row_count}, {@code truncated} and what cut them. */
  static Map<String, @Nullable Object> of(QueryResult result) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put(
        "columns",
        result.columns().stream()
            .map(column -> Map.of("name", column.name(), "type", column.type()))
            .toList());
    body.put("rows", result.rows());
    body.put("row_count", result.rows().size());
    body.put("truncated", result.truncated());
    QueryResult.Truncation by = result.truncatedBy();
    if (by != null) {
      body.put("truncated_by", by.name().toLowerCase(java.util.Locale.ROOT));
    }
    if (!result.notices().isEmpty()) {
      body.put("notices", result.notices());
    }
    return body;
  }

  /** What to do with the rows. */
  static String next(QueryResult result) {
    QueryResult.Truncation by = result.truncatedBy();
    if (by == null) {
      return "";
    }
    List<String> ways =
        by == QueryResult.Truncation.ROWS
            ? List.of("a `limit` up to the policy's", "a WHERE clause", "an aggregate")
            : List.of("fewer columns", "a WHERE clause", "an aggregate");
    return "more rows exist than are shown: ask again with " + String.join(", or ", ways);
  }
}
