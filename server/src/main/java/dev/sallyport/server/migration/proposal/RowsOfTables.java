package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.ShadowDatabase;

/** How many rows the tables of a shadow have, kept beside them to be compared later. */
final class RowsOfTables {
  private static final String EACH_TABLE =
      """
      DO $$ DECLARE one pg_catalog.regclass; found bigint; BEGIN
      FOR one IN SELECT c.oid FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname !~ '^pg_'
          AND n.nspname NOT IN ('information_schema', 'sallyport_rows') LOOP
        EXECUTE pg_catalog.format('SELECT pg_catalog.count(*) FROM %%s', one) INTO found;
        %s
      END LOOP; END $$;
      """;

  private static final String KEEP =
      "CREATE SCHEMA sallyport_rows; CREATE TABLE sallyport_rows.kept (name text, rows bigint);"
          + EACH_TABLE.formatted("INSERT INTO sallyport_rows.kept VALUES (one::text, found);");

  private static final String COMPARE =
      EACH_TABLE.formatted(
          "IF NOT EXISTS (SELECT FROM sallyport_rows.kept k WHERE k.name = one::text"
              + " AND k.rows = found) THEN RAISE EXCEPTION 'other rows'; END IF;");

  private RowsOfTables() {}

  static void keep(ShadowDatabase database) {
    database.apply(new Script("counting", KEEP));
  }

  /** Whether there are as many as when they were kept. */
  static boolean same(ShadowDatabase database) {
    return database.apply(new Script("counting", COMPARE)).stopped().isEmpty();
  }
}
