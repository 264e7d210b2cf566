package dev.sallyport.server.migration.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.majors.PostgresMajor;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.Linter;
import dev.sallyport.server.migration.lint.MigrationText;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.state.LintFacts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts to use instead run on a real PostgreSQL, and get to where the bad one wanted to. */
class DraftsTest {
  private static final int OLDER = 15;

  private static final String ROWS =
      "CREATE TABLE r (id integer PRIMARY KEY);\nINSERT INTO r SELECT generate_series(1, 50);\n"
          + "CREATE TABLE t (id integer NOT NULL, a integer NOT NULL, b integer, c varchar(20));\n"
          + "INSERT INTO t SELECT i, i, i, i FROM generate_series(1, 50) i;\n"
          + "CREATE INDEX t_b ON t (b);\n"
          + "ALTER TABLE t ADD CONSTRAINT t_b_c UNIQUE (b, c);";

  private static SqlReader reader;
  private static TestServer.TestDatabase database;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    database = TestServer.create();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  /**
   * What is to be true in the end.
   *
   * @param bad a statement whose findings of the rule offer the drafts
   */
  record Aim(String rule, String bad, String query) {}

  private static final List<Aim> AIMS =
      List.of(
          new Aim(
              "foreign-key-without-not-valid",
              "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES r (id) ON DELETE SET NULL",
              "SELECT convalidated AND confdeltype = 'n' FROM pg_constraint WHERE conname = 'k'"),
          new Aim(
              "foreign-key-without-not-valid",
              "ALTER TABLE t ADD COLUMN x integer REFERENCES r (id) ON DELETE SET NULL",
              "SELECT convalidated AND confdeltype = 'n' FROM pg_constraint WHERE contype = 'f'"),
          new Aim(
              "check-without-not-valid",
              "ALTER TABLE t ADD CHECK (b > 0)",
              "SELECT convalidated FROM pg_constraint"
                  + " WHERE conrelid = 't'::regclass AND contype = 'c'"),
          new Aim(
              "set-not-null",
              "ALTER TABLE t ALTER b SET NOT NULL",
              "SELECT attnotnull AND NOT EXISTS (SELECT FROM pg_constraint"
                  + " WHERE conrelid = 't'::regclass AND contype = 'c')"
                  + " FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'b'"),
          new Aim(
              "index-without-concurrently",
              "CREATE INDEX t_c ON t (c)",
              "SELECT indisvalid FROM pg_index WHERE indexrelid = 't_c'::regclass"),
          new Aim(
              "unique-without-index",
              "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)",
              "SELECT contype = 'u' FROM pg_constraint WHERE conname = 'u'"),
          new Aim(
              "unique-without-index",
              "ALTER TABLE t ADD COLUMN x text UNIQUE",
              "SELECT contype = 'u' FROM pg_constraint WHERE conname = 't_x_key'"),
          new Aim(
              "primary-key-without-index",
              "ALTER TABLE t ADD PRIMARY KEY (id)",
              "SELECT contype = 'p' FROM pg_constraint WHERE conname = 't_pkey'"),
          new Aim(
              "volatile-default",
              "ALTER TABLE t ADD COLUMN x uuid NOT NULL DEFAULT gen_random_uuid()",
              "SELECT count(DISTINCT x) = 50 AND bool_and(attnotnull) FROM t, pg_attribute"
                  + " WHERE attrelid = 't'::regclass AND attname = 'x'"),
          new Aim(
              "generated-key-column",
              "ALTER TABLE t ADD COLUMN x bigserial",
              "SELECT count(DISTINCT x) = 50 AND max(x) = 50 FROM t"),
          new Aim(
              "column-type-change",
              "ALTER TABLE t ALTER a TYPE bigint",
              "SELECT atttypid = 'bigint'::regtype AND attnotnull"
                  + " AND (SELECT sum(a) = 1275 FROM t)"
                  + " FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'"),
          new Aim(
              "column-type-change",
              "ALTER TABLE t ALTER c TYPE integer USING c::integer * 2",
              "SELECT sum(c) = 2550 FROM t"),
          new Aim(
              "column-type-change",
              "ALTER TABLE t ALTER b TYPE bigint",
              "SELECT count(*) = 2 AND bool_and(indisvalid)"
                  + " AND 1 = (SELECT count(*) FROM pg_constraint WHERE contype = 'u'"
                  + " AND pg_get_constraintdef(oid) = 'UNIQUE (b, c)')"
                  + " FROM pg_index WHERE indexrelid IN ('t_b'::regclass, 't_b_c'::regclass)"),
          new Aim(
              "column-type-change",
              "ALTER TABLE t ALTER a TYPE interval(3) USING make_interval(secs => a)",
              "SELECT format_type(atttypid, atttypmod) = 'interval(3)'"
                  + " AND (SELECT max(a) = '50 s' FROM t)"
                  + " FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'"),
          new Aim(
              "rename",
              "ALTER TABLE t RENAME COLUMN b TO sum",
              "SELECT pg_get_indexdef('t_b'::regclass) LIKE '%(sum)' AND indisvalid"
                  + " FROM pg_index WHERE indexrelid = 't_b'::regclass"),
          new Aim(
              "rename",
              "ALTER TABLE t RENAME COLUMN a TO amount",
              "SELECT sum(amount) = 1275 AND NOT EXISTS (SELECT FROM pg_trigger) FROM t"),
          new Aim("rename", "ALTER TABLE t RENAME TO things", "SELECT count(*) = 50 FROM t"),
          new Aim(
              "unbounded-write",
              "UPDATE t SET c = upper(c) || 'x'",
              "SELECT bool_and(c LIKE '%x') FROM t"),
          new Aim(
              "drop-index-without-concurrently",
              "DROP INDEX t_b",
              "SELECT to_regclass('t_b') IS NULL"),
          new Aim(
              "reindex-without-concurrently",
              "REINDEX INDEX t_b",
              "SELECT indisvalid FROM pg_index WHERE indexrelid = 't_b'::regclass"));

  static Stream<Arguments> getsToWhereTheBadOneWanted() {
    return AIMS.stream().map(aim -> argumentSet(aim.bad(), aim));
  }

  @ParameterizedTest
  @MethodSource
  void getsToWhereTheBadOneWanted(Aim aim) throws SQLException {
    try (Connection connection = database.connect("postgres&preferQueryMode=simple")) {
      assertThat(reached(connection, aim)).isTrue();
    }
  }

  @Test
  void getsThereOnAnOlderPostgresqlToo() throws IOException, SQLException {
    Optional<PostgresMajor> major =
        PostgresMajor.all().stream().filter(known -> known.number() == OLDER).findFirst();
    assumeTrue(major.isPresent() && major.get().isAvailable(), "no PostgreSQL " + OLDER);
    List<String> missed = new ArrayList<>();
    try (EmbeddedPostgres server = major.get().start();
        Connection connection = server.getPostgresDatabase().getConnection()) {
      for (Aim aim : AIMS) {
        if (!reached(connection, aim)) {
          missed.add(aim.bad());
        }
      }
    }

    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("getsToWhereTheBadOneWanted")
  void whatIsOfferedInsteadIsNoErrorItself(Aim aim) {
    List<String> drafts = drafts(aim);
    List<MigrationText> history = new ArrayList<>();
    history.add(new MigrationText("0.sql", "0", Runner.PRISMA, ROWS));
    for (int i = 0; i < drafts.size(); i++) {
      history.add(new MigrationText((i + 1) + ".sql", "n" + i, Runner.PRISMA, drafts.get(i)));
    }

    List<Finding> findings = new Linter(reader.definitions()).lint(history, LintFacts.NONE);

    assertThat(findings)
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::file, Finding::message)
        .isEmpty();
  }

  private static List<String> drafts(Aim aim) {
    return new Linter(reader.definitions())
            .lint(
                List.of(
                    new MigrationText("0.sql", "0", Runner.PRISMA, ROWS),
                    new MigrationText("1.sql", "1", Runner.PRISMA, aim.bad())),
                LintFacts.NONE)
            .stream()
            .filter(finding -> finding.rule().equals(aim.rule()) && finding.file().equals("1.sql"))
            .flatMap(finding -> finding.safer().stream())
            .toList();
  }

  /** Each draft as one message, as Prisma sends it. */
  private static boolean reached(Connection connection, Aim aim) throws SQLException {
    connection.setAutoCommit(true);
    List<String> drafts = drafts(aim);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
      statement.execute(ROWS);
      for (String draft : drafts) {
        statement.execute(draft);
      }
      try (ResultSet row = statement.executeQuery(aim.query())) {
        return !drafts.isEmpty() && row.next() && row.getBoolean(1);
      }
    }
  }
}
