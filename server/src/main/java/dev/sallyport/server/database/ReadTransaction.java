package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link ReadSession} on a borrowed connection. */
final class ReadTransaction implements ReadSession {
  private static final String EXPLAIN = "EXPLAIN (FORMAT JSON) ";

  private final Transaction transaction;
  private final ReadLimits limits;

  ReadTransaction(Transaction transaction, ReadLimits limits) {
    this.transaction = transaction;
    this.limits = limits;
  }

  @Override
  public QueryResult query(String statement, ReadLimits limits, Cancellation cancellation) {
    return Results.of(transaction.run(statement, limits, cancellation), transaction::askQualified);
  }

  @Override
  public QueryResult read(String statement, ReadLimits limits, Cancellation cancellation) {
    return Results.of(transaction.read(statement, limits, cancellation), transaction::askQualified);
  }

  @Override
  public String explain(String statement, Cancellation cancellation) {
    try {
      QueryResult result =
          Results.of(
              transaction.run(EXPLAIN + statement, limits, cancellation),
              transaction::askQualified);
      List<List<@Nullable Object>> rows = result.rows();
      return rows.isEmpty() ? "" : JsonText.written(rows.get(0).get(0));
    } catch (DatabaseException e) {
      throw e.movedBy(-EXPLAIN.length());
    }
  }

  @Override
  public CatalogSession catalog() {
    return new CatalogQueries(transaction);
  }

  @Override
  public void close() {
    transaction.close();
  }
}
