package dev.sallyport.server.migration.history;

import dev.sallyport.server.database.CatalogSession;
import java.util.List;

/**
 * The schema that holds the history. Prisma takes the connection string's {@code schema}, else
 * {@code public}; PostgreSQL's own default path begins with a schema of the role's name, which
 * counts only where the table is.
 */
public final class TrackingSchema {
  private static final String USUAL = "public";

  private static final String CANDIDATES =
      """
      SELECT n.nspname::text, c.oid IS NOT NULL
      FROM unnest($1::text[]) WITH ORDINALITY AS path(name, place)
      JOIN pg_namespace n ON n.nspname = path.name
      LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = '_prisma_migrations'
      WHERE n.nspname !~ '^pg_'
      ORDER BY path.place
      """;

  private TrackingSchema() {}

  /** Its name; of a schema that does not exist yet where the path names nothing else. */
  public static String of(CatalogSession session) {
    record Candidate(String name, boolean tracks) {}
    List<String> path = session.searchPath();
    List<Candidate> candidates =
        session.rows(CANDIDATES, row -> new Candidate(row.text(1), row.flag(2)), path);
    String first =
        candidates.isEmpty() ? (path.size() == 1 ? path.get(0) : USUAL) : candidates.get(0).name();
    String usual =
        candidates.stream().map(Candidate::name).filter(USUAL::equals).findFirst().orElse(first);
    return candidates.stream()
        .filter(Candidate::tracks)
        .map(Candidate::name)
        .findFirst()
        .orElse(usual);
  }
}
