package dev.sallyport.server.catalog.facts;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.CatalogSession;

/**
 * Reads all facts of a database, of PostgreSQL 13 to 18, with a fixed number of queries however
 * large the schema is.
 */
public final class FactReader {
  private static final int ATTEMPTS = 3;

  private FactReader() {}

  /**
   * The facts as of one moment: where the schema changes while it is read, it is read again.
   *
   * @throws SallyportException where it changes every time
   */
  public static SchemaFacts read(CatalogSession session) {
    String before = stamp(session);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FactCollection facts = new FactCollection(session);
      facts.collect();
      String after = stamp(session);
      if (after.equals(before)) {
        return facts.facts(after);
      }
      before = after;
    }
    throw SallyportException.environment(
        "the schema changes while it is read", "try again when no migration runs on this database");
  }

  /** The state of the catalogs: facts with the same stamp are the same. */
  public static String stamp(CatalogSession session) {
    return session.rows(OtherSql.STAMP, row -> row.text(1)).get(0);
  }
}
