package dev.sallyport.server.shadow;

import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import java.util.Collection;

/** Empties a database in which only statements of our own ran, so that it can be lent again. */
final class Wipe {
  private static final String PUBLIC =
      """
      ALTER SCHEMA public OWNER TO pg_database_owner;
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      REVOKE ALL ON SCHEMA public FROM pg_database_owner;
      GRANT ALL ON SCHEMA public TO pg_database_owner;
      GRANT USAGE ON SCHEMA public TO PUBLIC;
      COMMENT ON SCHEMA public IS 'standard public schema'
      """;

  /** Whatever is left in any catalog that users' objects live in. */
  private static final String LEFT =
      """
      SELECT (SELECT count(*) FROM pg_catalog.pg_class WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_namespace WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_proc WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_type WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_operator WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_opfamily WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_collation WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_conversion WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_cast WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_ts_config WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_ts_dict WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_ts_parser WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_ts_template WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_am WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_extension WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_language WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_catalog.pg_event_trigger)
        + (SELECT count(*) FROM pg_catalog.pg_publication)
        + (SELECT count(*) FROM pg_catalog.pg_default_acl)
        + (SELECT count(*) FROM pg_catalog.pg_foreign_data_wrapper)
      """;

  private Wipe() {}

  /** Whether the database is as new. */
  static boolean run(ScriptSession administrator, Collection<String> roles) {
    try {
      OwnStatements.prepare(administrator);
      for (String role : roles) {
        if (!role.startsWith("pg_")) {
          administrator.run("DROP OWNED BY " + Names.quoted(role) + " CASCADE");
        }
      }
      StandInLanguages.remove(administrator);
      administrator.runTogether(PUBLIC);
      return "0".equals(administrator.rows(LEFT).get(0).get(0));
    } catch (DatabaseException e) {
      // It is dropped then.
      return false;
    }
  }
}
