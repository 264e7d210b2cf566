package dev.sallyport.server.catalog.facts;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.DatabaseException;
import java.util.List;

/**
 * Reads all facts of a database, of PostgreSQL 13 to 18, with a fixed number of queries however
 * large the schema is.
 */
public final class FactReader {
  private static final int ATTEMPTS = 3;
  private static final String DENIED = "42501";

  private FactReader() {}

  /**
   * The facts as of one moment: where the schema changes while it is read, it is read again.
   *
   * @throws SallyportException where it changes every time, or where the role may not read it all
   */
  public static SchemaFacts read(CatalogSession session) {
    try {
      return whole(session);
    } catch (DatabaseException e) {
      if (DENIED.equals(e.sqlState())) {
        throw SallyportException.environment(
            "not all of the catalogs may be read: " + e.message(),
            "ask as a role that may read `pg_catalog`: from a part of a schema nobody can tell what"
                + " differs");
      }
      throw e;
    }
  }

  private static SchemaFacts whole(CatalogSession session) {
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

  /** The user mappings that the session's role may look into. */
  public static List<Fact> userMappings(CatalogSession session) {
    return session.rows(
        OtherSql.USER_MAPPINGS,
        row ->
            new Fact(FactKey.of(FactKind.USER_MAPPING, "", row.text(7)), Json.object(row.text(9))),
        SecretOptions.KEY);
  }

  /** The state of the catalogs: facts with the same stamp are the same. */
  public static String stamp(CatalogSession session) {
    return session.rows(StampSql.STAMP, row -> row.text(1)).get(0);
  }
}
