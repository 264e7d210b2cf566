package dev.sallyport.server.migration.lint.rule;

import static dev.sallyport.server.migration.lint.rule.Impact.Lock.ACCESS_EXCLUSIVE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.SHARE_UPDATE_EXCLUSIVE;

import java.util.List;

/** What the rules claim of statements that PostgreSQL refuses inside a transaction. */
public final class OutsideImpacts {
  static final List<Impact> ALL =
      List.of(
          Impacts.of(
              "index-without-concurrently",
              Impacts.TABLE,
              "CREATE INDEX CONCURRENTLY ON t (b)",
              SHARE_UPDATE_EXCLUSIVE,
              false,
              true),
          Impacts.free(
              "drop-index-without-concurrently", Impacts.INDEXED, "DROP INDEX CONCURRENTLY i"),
          Impacts.of(
              "reindex-without-concurrently",
              Impacts.INDEXED,
              "REINDEX TABLE CONCURRENTLY t",
              SHARE_UPDATE_EXCLUSIVE,
              false,
              true),
          Impacts.of(
              "reindex-without-concurrently",
              Impacts.INDEXED,
              "REINDEX INDEX CONCURRENTLY i",
              SHARE_UPDATE_EXCLUSIVE,
              false,
              true),
          Impacts.free(
              "detach-without-concurrently",
              Impacts.PARTED,
              "ALTER TABLE t DETACH PARTITION p CONCURRENTLY"),
          Impacts.of("table-rewrite", Impacts.TABLE, "VACUUM FULL t", ACCESS_EXCLUSIVE, true, true),
          Impacts.free("table-rewrite", Impacts.TABLE, "VACUUM t"));

  private OutsideImpacts() {}

  /** All of them. */
  public static List<Impact> all() {
    return ALL;
  }
}
