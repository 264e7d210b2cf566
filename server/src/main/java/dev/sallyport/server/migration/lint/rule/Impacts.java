package dev.sallyport.server.migration.lint.rule;

import static dev.sallyport.server.migration.lint.rule.Impact.Lock.ACCESS_EXCLUSIVE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.ACCESS_SHARE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.EXCLUSIVE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.ROW_EXCLUSIVE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.ROW_SHARE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.SHARE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.SHARE_ROW_EXCLUSIVE;
import static dev.sallyport.server.migration.lint.rule.Impact.Lock.SHARE_UPDATE_EXCLUSIVE;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules claim of locks, rewrites and scans: here what can be measured inside a
 * transaction, but changes of types, which are in {@link TypeImpacts}; what can't, such as VACUUM
 * FULL and the CONCURRENTLY forms, is in {@link OutsideImpacts}.
 */
public final class Impacts {
  static final String TABLE =
      "CREATE TABLE t (id bigint, a integer NOT NULL, b integer, c varchar(50), d numeric(10,2),"
          + " e timestamp, f json);\n"
          + "INSERT INTO t SELECT i, i, i, i, i, now(), '{}' FROM generate_series(1, 500) i;";

  private static final String REFERENCED =
      "CREATE TABLE r (id integer PRIMARY KEY);\n"
          + "INSERT INTO r SELECT generate_series(1, 500);\n"
          + TABLE;

  private static final String CHECKED =
      TABLE + "\nALTER TABLE t ADD CONSTRAINT k CHECK (b IS NOT NULL) NOT VALID;";

  private static final String PROVEN = CHECKED + "\nALTER TABLE t VALIDATE CONSTRAINT k;";

  static final String INDEXED = TABLE + "\nCREATE UNIQUE INDEX i ON t (a);";

  private static final String DOMAIN =
      TABLE + "\nCREATE DOMAIN positive AS integer CHECK (VALUE > 0);";

  static final String PARTED =
      "CREATE TABLE t (id integer) PARTITION BY RANGE (id);\n"
          + "CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (9);\n"
          + "CREATE TABLE q (LIKE t);";

  private static final String ATTACHED =
      "CREATE TABLE parent (id integer NOT NULL) PARTITION BY RANGE (id);\n"
          + "CREATE TABLE t (id integer NOT NULL);\n"
          + "INSERT INTO t SELECT generate_series(1, 500);";

  private static final String PRICED =
      "CREATE DOMAIN price AS integer;\nCREATE TABLE t (a price);\n"
          + "INSERT INTO t SELECT generate_series(1, 500);";

  private static final String REFERRING =
      "CREATE TABLE r (id integer PRIMARY KEY);\nINSERT INTO r SELECT generate_series(0, 500);\n"
          + "CREATE TABLE t (a integer REFERENCES r);\n"
          + "INSERT INTO t SELECT generate_series(1, 500);";

  private static final String ROUTINE =
      TABLE
          + "\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql"
          + " AS 'BEGIN RETURN NEW; END';";

  private static final String VIEW =
      "CREATE TABLE r (id integer PRIMARY KEY);\nCREATE VIEW t AS SELECT id FROM r;";

  private static final List<Impact> OWN =
      List.of(
          of("index-without-concurrently", TABLE, "CREATE INDEX ON t (b)", SHARE, false, true),
          brief("drop-index-without-concurrently", INDEXED, "DROP INDEX i"),
          of("reindex-without-concurrently", INDEXED, "REINDEX TABLE t", SHARE, false, true),
          of("reindex-without-concurrently", INDEXED, "REINDEX INDEX i", SHARE, false, true),
          of(
              "foreign-key-without-not-valid",
              REFERENCED,
              "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r (id)",
              SHARE_ROW_EXCLUSIVE,
              false,
              true),
          of(
              "foreign-key-without-not-valid",
              REFERENCED,
              "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r (id) NOT VALID",
              SHARE_ROW_EXCLUSIVE,
              false,
              false),
          brief(
              "foreign-key-without-not-valid",
              REFERENCED,
              "ALTER TABLE t ADD COLUMN x integer REFERENCES r (id)"),
          scan("check-without-not-valid", TABLE, "ALTER TABLE t ADD CHECK (b > 0)"),
          brief("check-without-not-valid", TABLE, "ALTER TABLE t ADD CHECK (b > 0) NOT VALID"),
          scan(
              "check-without-not-valid", TABLE, "ALTER TABLE t ADD COLUMN x integer CHECK (x > 0)"),
          of(
              "validate-in-same-transaction",
              CHECKED,
              "ALTER TABLE t VALIDATE CONSTRAINT k",
              SHARE_UPDATE_EXCLUSIVE,
              false,
              true),
          of(
              "foreign-key-without-not-valid",
              REFERENCED
                  + "\nALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES r NOT VALID;",
              "ALTER TABLE t VALIDATE CONSTRAINT k",
              SHARE_UPDATE_EXCLUSIVE,
              false,
              true),
          scan("set-not-null", TABLE, "ALTER TABLE t ALTER b SET NOT NULL"),
          brief("set-not-null", PROVEN, "ALTER TABLE t ALTER b SET NOT NULL")
              .given("a valid CHECK (b IS NOT NULL)"),
          brief(
              "required-column-without-default",
              TABLE,
              "ALTER TABLE t ADD COLUMN x integer NOT NULL DEFAULT 5"),
          rewrite(
              "volatile-default",
              TABLE,
              "ALTER TABLE t ADD COLUMN x uuid DEFAULT gen_random_uuid()"),
          brief("volatile-default", TABLE, "ALTER TABLE t ADD COLUMN x timestamptz DEFAULT now()"),
          rewrite("generated-key-column", TABLE, "ALTER TABLE t ADD COLUMN x bigserial"),
          rewrite(
              "generated-key-column",
              TABLE,
              "ALTER TABLE t ADD COLUMN x bigint GENERATED ALWAYS AS IDENTITY"),
          rewrite(
              "stored-generated-column",
              TABLE,
              "ALTER TABLE t ADD COLUMN x integer GENERATED ALWAYS AS (a + b) STORED"),
          rewrite("constrained-domain-column", DOMAIN, "ALTER TABLE t ADD COLUMN x positive"),
          scan("unique-without-index", TABLE, "ALTER TABLE t ADD UNIQUE (a)"),
          brief(
              "unique-without-index",
              INDEXED,
              "ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i"),
          scan("primary-key-without-index", TABLE, "ALTER TABLE t ADD PRIMARY KEY (a)"),
          brief(
              "primary-key-without-index",
              INDEXED,
              "ALTER TABLE t ADD CONSTRAINT u PRIMARY KEY USING INDEX i"),
          scan("exclusion-constraint", TABLE, "ALTER TABLE t ADD EXCLUDE (a WITH =)"),
          brief("drop-table", TABLE, "DROP TABLE t"),
          brief("drop-cascade", PROVEN + "\nCREATE VIEW v AS TABLE t;", "DROP TABLE t CASCADE"),
          brief("truncate", TABLE, "TRUNCATE t"),
          of("unbounded-write", TABLE, "UPDATE t SET b = 1", ROW_EXCLUSIVE, false, true),
          of("unbounded-write", TABLE, "DELETE FROM t", ROW_EXCLUSIVE, false, true),
          of(
              "foreign-key-without-index",
              REFERRING,
              "DELETE FROM r WHERE id = 0",
              ROW_SHARE,
              false,
              true),
          of(
              "foreign-key-cascade",
              REFERRING.replace("REFERENCES r", "REFERENCES r ON DELETE CASCADE"),
              "DELETE FROM r WHERE id = 0",
              ROW_EXCLUSIVE,
              false,
              true),
          brief("drop-column", TABLE, "ALTER TABLE t DROP COLUMN b"),
          brief("rename", TABLE, "ALTER TABLE t RENAME COLUMN b TO x"),
          brief("rename", TABLE, "ALTER TABLE t RENAME TO x"),
          brief("drop-not-null", TABLE, "ALTER TABLE t ALTER a DROP NOT NULL"),
          brief("drop-constraint", CHECKED, "ALTER TABLE t DROP CONSTRAINT k"),
          brief("no-lock-timeout", TABLE, "ALTER TABLE t ADD COLUMN x integer"),
          brief("no-lock-timeout", TABLE, "ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
          brief("no-lock-timeout", TABLE, "CREATE POLICY p ON t USING (a > 0)"),
          of(
              "no-lock-timeout",
              ROUTINE,
              "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
              SHARE_ROW_EXCLUSIVE,
              false,
              false),
          free("no-lock-timeout", TABLE, "ALTER TABLE t SET (fillfactor = 70)"),
          free("no-lock-timeout", TABLE, "ALTER TABLE t ALTER a SET STATISTICS 500"),
          free("no-lock-timeout", TABLE, "COMMENT ON TABLE t IS 'a table'"),
          of("no-lock-timeout", TABLE, "GRANT SELECT ON t TO public", ACCESS_SHARE, false, false),
          brief("no-lock-timeout", VIEW, "CREATE OR REPLACE VIEW t AS SELECT id FROM r"),
          of(
              "disabled-protection",
              TABLE,
              "ALTER TABLE t DISABLE TRIGGER USER",
              SHARE_ROW_EXCLUSIVE,
              false,
              false),
          brief("disabled-protection", TABLE, "ALTER TABLE t DISABLE ROW LEVEL SECURITY"),
          brief("row-security-without-policy", TABLE, "ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
          brief("replica-identity-full", TABLE, "ALTER TABLE t REPLICA IDENTITY FULL"),
          of(
              "constrained-domain",
              PRICED,
              "ALTER DOMAIN price ADD CHECK (VALUE > 0)",
              SHARE,
              false,
              true),
          of(
              "constrained-domain",
              PRICED,
              "ALTER DOMAIN price ADD CHECK (VALUE > 0) NOT VALID",
              ACCESS_SHARE,
              false,
              false),
          brief("detach-without-concurrently", PARTED, "ALTER TABLE t DETACH PARTITION p"),
          brief(
              "partition-of-live-parent",
              PARTED,
              "CREATE TABLE s PARTITION OF t FOR VALUES FROM (9) TO (20)"),
          of(
              "partition-of-live-parent",
              PARTED,
              "ALTER TABLE t ATTACH PARTITION q FOR VALUES FROM (9) TO (20)",
              SHARE_UPDATE_EXCLUSIVE,
              false,
              false),
          scan(
              "attach-without-check",
              ATTACHED,
              "ALTER TABLE parent ATTACH PARTITION t FOR VALUES FROM (1) TO (501)"),
          brief(
                  "attach-without-check",
                  ATTACHED + "\nALTER TABLE t ADD CHECK (id >= 1 AND id < 501);",
                  "ALTER TABLE parent ATTACH PARTITION t FOR VALUES FROM (1) TO (501)")
              .given("a valid CHECK of the bounds"),
          rewrite("table-rewrite", TABLE, "ALTER TABLE t SET UNLOGGED"),
          rewrite("table-rewrite", INDEXED, "CLUSTER t USING i"),
          of(
              "refresh-without-concurrently",
              "CREATE MATERIALIZED VIEW t AS SELECT generate_series(1, 500) AS id;\n"
                  + "CREATE UNIQUE INDEX ON t (id);",
              "REFRESH MATERIALIZED VIEW CONCURRENTLY t",
              EXCLUSIVE,
              false,
              true),
          rewrite(
              "refresh-without-concurrently",
              "CREATE MATERIALIZED VIEW t AS SELECT generate_series(1, 500) AS id;",
              "REFRESH MATERIALIZED VIEW t"));

  private Impacts() {}

  /** All that are measured inside a transaction. */
  public static List<Impact> all() {
    return Stream.concat(OWN.stream(), TypeImpacts.ALL.stream()).toList();
  }

  /** Those of one rule. */
  static List<Impact> of(String rule) {
    return Stream.concat(all().stream(), OutsideImpacts.ALL.stream())
        .filter(impact -> impact.rule().equals(rule))
        .toList();
  }

  static Impact of(
      String rule,
      String setup,
      String statement,
      Impact.Lock lock,
      boolean rewrite,
      boolean scan) {
    return new Impact(rule, "", setup, statement, lock, rewrite, scan);
  }

  static Impact brief(String rule, String setup, String statement) {
    return of(rule, setup, statement, ACCESS_EXCLUSIVE, false, false);
  }

  static Impact free(String rule, String setup, String statement) {
    return of(rule, setup, statement, SHARE_UPDATE_EXCLUSIVE, false, false);
  }

  static Impact scan(String rule, String setup, String statement) {
    return of(rule, setup, statement, ACCESS_EXCLUSIVE, false, true);
  }

  static Impact rewrite(String rule, String setup, String statement) {
    return of(rule, setup, statement, ACCESS_EXCLUSIVE, true, true);
  }
}
