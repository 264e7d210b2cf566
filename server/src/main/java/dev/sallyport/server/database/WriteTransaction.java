package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link WriteSession} on a borrowed connection. */
final class WriteTransaction implements WriteSession {
  private static final String MARK =
      """
      SELECT pg_catalog.pg_current_xact_id(),
             pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()),
             pg_catalog.pg_current_wal_insert_lsn(), pg_catalog.pg_backend_pid()
      """;

  private final Transaction transaction;
  private final RowCounts counts;
  private final WriteLimits limits;
  private final DatabaseIdentity identity;

  WriteTransaction(Transaction transaction, WriteLimits limits, DatabaseIdentity identity) {
    this.transaction = transaction;
    this.counts = new RowCounts(transaction);
    this.limits = limits;
    this.identity = identity;
  }

  @Override
  public StatementOutcome run(String statement, Cancellation cancellation) {
    counts.begin();
    RunningStatement done = transaction.run(statement, limits.asReadLimits(), cancellation);
    QueryResult result = Results.of(done, transaction::askQualified);
    return new StatementOutcome(done.command(), done.count(), result);
  }

  @Override
  public Map<String, Long> changedRows() {
    // Deferred triggers would run at COMMIT, after the count, and on our search path.
    run("SET CONSTRAINTS ALL IMMEDIATE", Cancellation.none());
    return counts.sinceBegin();
  }

  @Override
  public CommitMark mark() {
    String system = identity.systemIdentifier();
    if (system == null) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "the role may not ask for the cluster's identity",
          "GRANT EXECUTE ON FUNCTION pg_control_system() TO the role of the database address");
    }
    List<@Nullable String> row = transaction.askQualified(MARK, List.of()).get(0);
    return new CommitMark(
        String.valueOf(row.get(0)),
        system,
        Timelines.ofWalFile(String.valueOf(row.get(1))),
        String.valueOf(row.get(2)),
        Integer.parseInt(String.valueOf(row.get(3))));
  }

  @Override
  public void commit() {
    transaction.commit();
  }

  @Override
  public void rollback() {
    transaction.rollback();
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
