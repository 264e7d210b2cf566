package dev.sallyport.server.shadow;

import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a target what its shadows should have in common with it.
 *
 * <p>Its own time zone can't be asked for: the driver sends this machine's with every connection.
 * Where the database has no setting, {@code log_timezone} tells: initdb sets both alike.
 */
public final class TargetTraits {
  private static final String TRAITS =
      """
      SELECT coalesce((SELECT split_part(v, '=', 2) FROM pg_db_role_setting, unnest(setconfig) v
                       WHERE v ILIKE 'timezone=%' AND setrole = 0 AND setdatabase IN (0, d.oid)
                       ORDER BY setdatabase DESC LIMIT 1),
                      current_setting('log_timezone')),
             pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
             ARRAY(SELECT extname::text FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1),
             ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1 LIMIT 1000)
      FROM pg_database d WHERE d.datname = current_database()
      """;

  private TargetTraits() {}

  /** What a shadow of the session's database should have in common with it. */
  public static ShadowTraits of(CatalogSession session) {
    return session.rows(TRAITS, row -> read(row, session)).get(0);
  }

  private static ShadowTraits read(CatalogRow row, CatalogSession session) {
    @Nullable String timeZone = row.textOrNull(1);
    return new ShadowTraits(
        timeZone,
        session.searchPath(),
        row.text(2),
        row.textOrNull(3),
        row.textOrNull(4),
        row.texts(5),
        row.texts(6));
  }
}
