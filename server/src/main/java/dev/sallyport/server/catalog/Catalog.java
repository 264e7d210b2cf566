package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.ReadSession;
import dev.sallyport.server.database.RecentAnswers;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database knows about the names in a statement. Thread-safe; every answer is about the
 * transaction of the session it is given.
 */
public final class Catalog {
  private final RecentResolutions recent = new RecentResolutions();
  private final RecentAnswers answers = new RecentAnswers();

  /**
   * The statement with what only the catalog knows: names qualified, kinds of objects corrected,
   * {@code keyed} where a unique key is fixed, {@code call} for what is not built in, and implicit
   * effects of foreign keys, triggers, rules and views.
   *
   * <p>A name that can't be resolved keeps its effects: PostgreSQL will refuse it.
   */
  public Statement resolve(Statement statement, CatalogSession session) {
    Resolution resolution = new Resolution(statement, session.remembering(answers));
    return resolution.asksNothing()
        ? statement
        : recent.of(statement, session, resolution::resolve);
  }

  /** The state of the named objects, and of what belongs to them, as this transaction sees it. */
  public SchemaFingerprint fingerprint(Set<ObjectName> objects, CatalogSession session) {
    return FingerprintFacts.of(objects, session);
  }

  /** The relations that match any of the globs, page by page. */
  public Description describe(List<String> globs, int page, CatalogSession session) {
    return Describing.page(globs, page, session);
  }

  /** How many rows the statement would change, cascades included, as far as can be told. */
  public Estimate estimate(Statement statement, ReadSession session) {
    return Estimation.of(statement, session);
  }

  /** The rows that dropping and emptying tables would take, whatever CASCADE reaches included. */
  public List<Loss> losses(List<Statement> statements, CatalogSession session) {
    return Losses.of(statements, session);
  }

  /** How many rows a table holds, partitions included; empty for what is no table, or unknown. */
  public OptionalLong rows(ObjectName table, CatalogSession session) {
    return Losses.rows(table, session);
  }

  /** The {@code COMMENT ON DATABASE} of the session's database; null where there is none. */
  public @Nullable String databaseComment(CatalogSession session) {
    return session
        .rows(
            "select pg_catalog.shobj_description(d.oid, 'pg_database') from pg_catalog.pg_database"
                + " d where d.datname = pg_catalog.current_database()",
            row -> java.util.Optional.ofNullable(row.textOrNull(1)))
        .get(0)
        .orElse(null);
  }

  /**
   * The statements, for a person to run with psql, that make a role of least privileges.
   *
   * @param writes whether it may change rows; a role for {@code SALLYPORT_READER_URL} may not
   */
  public List<String> leastPrivileges(String role, boolean writes, CatalogSession session) {
    return LeastPrivileges.statements(role, writes, session);
  }
}
