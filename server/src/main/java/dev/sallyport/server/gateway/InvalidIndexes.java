package dev.sallyport.server.gateway;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.TargetDatabase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The indexes that are not valid: what CREATE INDEX and REINDEX CONCURRENTLY leave on failure. */
record InvalidIndexes(Set<String> names) {
  private static final String INVALID =
      """
      SELECT concat(n.nspname, '.', c.relname)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisvalid
      """;

  InvalidIndexes {
    names = Set.copyOf(names);
  }

  static InvalidIndexes in(CatalogSession session) {
    List<String> names = session.rows(INVALID, row -> row.text(1));
    return new InvalidIndexes(Set.copyOf(names));
  }

  /** Those that are there now and were not, to be added to a sentence; empty where none are. */
  String sinceThen(TargetDatabase target) {
    try {
      // Who cancelled the statement is told as well.
      InvalidIndexes now =
          Cancellation.working(Cancellation.none(), () -> target.facts(InvalidIndexes::in));
      Set<String> left = new TreeSet<>(now.names());
      left.removeAll(names);
      return left.isEmpty()
          ? ""
          : "; it left an invalid index: `"
              + String.join("`, `", left)
              + "`, which DROP INDEX CONCURRENTLY removes";
    } catch (DatabaseException unreachable) {
      return "; look whether it left an invalid index";
    }
  }
}
