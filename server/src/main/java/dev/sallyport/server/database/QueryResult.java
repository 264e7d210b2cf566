package dev.sallyport.server.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows a statement returned, cut at the request's limits.
 *
 * <p>Values are ready for JSON and keep their type: {@code Boolean}; {@code Long} for integers that
 * every JSON reader holds exactly; {@code Double} for finite floating point; {@code List} for
 * arrays; parsed {@code json} and {@code jsonb}; null for NULL. All else is PostgreSQL's own text:
 * {@code numeric}, larger integers, infinities, NaN, times, intervals, {@code bytea}. The column's
 * type stands beside.
 *
 * @param rows each as long as {@code columns}
 * @param truncatedBy the limit that cut rows off; null where all rows are here
 * @param notices what PostgreSQL remarked, the first few
 */
public record QueryResult(
    List<Column> columns,
    List<List<@Nullable Object>> rows,
    @Nullable Truncation truncatedBy,
    List<String> notices) {

  /**
   * A column of the result.
   *
   * @param type as PostgreSQL writes it, such as {@code numeric(10,2)} or {@code text[]}
   */
  public record Column(String name, String type) {}

  /** The limit that cut rows off. */
  public enum Truncation {
    ROWS,
    BYTES
  }

  public QueryResult {
    columns = List.copyOf(columns);
    notices = List.copyOf(notices);
  }

  public boolean truncated() {
    return truncatedBy != null;
  }
}
