package dev.sallyport.server.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.ScriptSession;
import dev.sallyport.server.database.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shadow databases: what runs there, what does not, and what stays behind. */
class ShadowTest {
  @TempDir static Path home;
  private static SqlReader reader;
  private static Shadow shadow;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    shadow = Shadow.embedded(home, reader);
  }

  @AfterAll
  static void close() {
    shadow.close();
    reader.close();
  }

  private static Replay replay(String sql) {
    try (ShadowDatabase database = shadow.lend(ShadowTraits.PLAIN)) {
      return database.apply(new Script("m.sql", sql));
    }
  }

  @Test
  void runsAScriptAndAnswersForWhatItMade() {
    try (ShadowDatabase database = shadow.lend(ShadowTraits.PLAIN)) {
      Replay replay =
          database.apply(
              List.of(
                  new Script("1.sql", "BEGIN; CREATE TABLE t(id int); COMMIT; SET search_path = x"),
                  new Script("2.sql", "ALTER TABLE t ADD name text; -- the path is as new")));
      List<String> columns =
          database.facts(
              session ->
                  session.rows(
                      "SELECT attname FROM pg_attribute"
                          + " WHERE attrelid = 'public.t'::regclass AND attnum > 0 ORDER BY attnum",
                      row -> row.text(1)));

      assertThat(replay).isEqualTo(new Replay.Done(5));
      assertThat(columns).containsExactly("id", "name");
    }
  }

  @Test
  void saysWhichStatementOfWhichFileFailed() {
    Replay replay = replay("CREATE TABLE t(id int);\n\nINSERT INTO t\n  VALUES ('x');\nSELECT 1");

    assertThat(replay)
        .isEqualTo(
            new Replay.Stopped(
                "m.sql",
                4,
                2,
                false,
                "invalid input syntax for type integer: \"x\"",
                "correct the script"));
  }

  static Stream<Arguments> waysOut() {
    return Stream.of(
        argumentSet("a program by COPY", "COPY (SELECT 1) TO PROGRAM 'touch /tmp/out'"),
        argumentSet("a file by COPY", "CREATE TABLE t(a text); COPY t FROM '/etc/passwd'"),
        argumentSet("a file function", "SELECT pg_read_file('/etc/passwd')"),
        argumentSet("a large object from a file", "SELECT lo_import('/etc/passwd')"),
        argumentSet("a role", "CREATE ROLE intruder SUPERUSER"),
        argumentSet("a role's setting", "ALTER ROLE postgres SET search_path = x"),
        argumentSet("a membership", "GRANT pg_execute_server_program TO public"),
        argumentSet("a database", "CREATE DATABASE other"),
        argumentSet("dropping a database", "DROP DATABASE postgres"),
        argumentSet("a tablespace", "CREATE TABLESPACE t LOCATION '/tmp'"),
        argumentSet("a server setting", "ALTER SYSTEM SET archive_command = 'touch /tmp/out'"),
        argumentSet("an untrusted language", "CREATE EXTENSION plperlu"),
        argumentSet("a language of one's own", "CREATE LANGUAGE mine HANDLER plpgsql_call_handler"),
        argumentSet(
            "machine code", "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'system'"),
        argumentSet(
            "a built-in under a new name",
            "CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'"),
        argumentSet("dblink", "CREATE EXTENSION dblink"),
        argumentSet("a foreign server", "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw"),
        argumentSet("a subscription", "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p"),
        argumentSet(
            "an event trigger",
            "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
                + " CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()"),
        argumentSet("another role", "SET SESSION AUTHORIZATION postgres"),
        argumentSet("a library", "LOAD 'auto_explain'"),
        argumentSet("a command of psql", "CREATE TABLE t(a int);\n\\! touch /tmp/out"));
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void refusesAWayOutBeforeAnythingRan(String sql) {
    Replay replay = replay(sql);

    assertThat(replay)
        .isInstanceOfSatisfying(
            Replay.Stopped.class, stopped -> assertThat(stopped.refused()).isTrue());
  }

  static Stream<Arguments> hiddenWaysOut() {
    return Stream.of(
        argumentSet("a program", "COPY (SELECT 1) TO PROGRAM ''true''"),
        argumentSet("a file", "PERFORM pg_read_file(''/etc/passwd'')"),
        argumentSet("a role", "CREATE ROLE intruder"),
        argumentSet("an untrusted language", "CREATE EXTENSION plperlu"),
        argumentSet("dblink", "CREATE EXTENSION dblink"),
        argumentSet("a wrapper", "CREATE EXTENSION postgres_fdw"),
        argumentSet("a server setting", "PERFORM pg_reload_conf()"),
        argumentSet("the administrator", "SET ROLE pg_execute_server_program"));
  }

  /** What the reader can't see inside of dynamic code, the role without powers can't do. */
  @ParameterizedTest
  @MethodSource("hiddenWaysOut")
  void itsRoleHasNoPowers(String sql) {
    Replay replay = replay("DO $do$ BEGIN EXECUTE '" + dynamic(sql) + "'; END $do$");

    assertThat(replay)
        .isInstanceOfSatisfying(
            Replay.Stopped.class,
            stopped -> assertThat(stopped.message()).contains("permission denied"));
  }

  private static String dynamic(String sql) {
    return sql.startsWith("PERFORM") ? sql.replace("PERFORM", "SELECT") : sql;
  }

  @Test
  void aRoleOfTheTargetHasItsNameAndNoPowers() {
    ShadowTraits traits = ShadowTraits.PLAIN.withRoles(List.of("postgres", "app \"owner\""));
    try (ShadowDatabase database = shadow.lend(traits)) {
      Replay replay =
          database.apply(
              new Script(
                  "m.sql",
                  "CREATE TABLE t(id int); ALTER TABLE t OWNER TO postgres;"
                      + " GRANT SELECT ON t TO \"app \"\"owner\"\"\""));
      List<String> powers =
          database.facts(
              session ->
                  session.rows(
                      "SELECT rolname FROM pg_roles WHERE rolname IN ('postgres', 'app \"owner\"')"
                          + " AND (rolsuper OR rolcanlogin OR rolcreaterole OR rolcreatedb)",
                      row -> row.text(1)));

      assertThat(replay).isEqualTo(new Replay.Done(3));
      assertThat(powers).isEmpty();
    }
  }

  @Test
  void makesHarmlessExtensionsThatOnlyASuperuserMay() {
    assertThat(replay("CREATE EXTENSION IF NOT EXISTS pg_stat_statements; CREATE EXTENSION citext"))
        .isEqualTo(new Replay.Done(2));
  }

  @Test
  void hasTheTargetsTimeZoneEncodingPathAndExtensions() {
    ShadowTraits traits =
        new ShadowTraits(
            "Asia/Tokyo", List.of("app"), "LATIN1", "C", "C", List.of("hstore"), List.of());
    try (ShadowDatabase database = shadow.lend(traits);
        ScriptSession session = ScriptSession.open(database.settings())) {
      database.apply(
          new Script(
              "m.sql",
              "CREATE SCHEMA app; CREATE TABLE here AS SELECT current_setting('timezone') zone,"
                  + " current_setting('search_path') path, current_setting('server_encoding') code,"
                  + " (SELECT extname FROM pg_extension WHERE extname = 'hstore') extension"));

      assertThat(session.rows("SELECT * FROM app.here"))
          .containsExactly(List.of("Asia/Tokyo", "app", "LATIN1", "hstore"));
    }
  }

  @Test
  void dropsItsDatabaseWithItsRole() {
    String name;
    try (ShadowDatabase database = shadow.lend(ShadowTraits.PLAIN)) {
      name = database.name();
      database.apply(new Script("m.sql", "SELECT 1"));
    }
    try (ShadowDatabase other = shadow.lend(ShadowTraits.PLAIN)) {
      List<String> left =
          other.facts(
              session ->
                  session.rows(
                      "SELECT datname FROM pg_database WHERE datname = $1"
                          + " UNION ALL SELECT rolname FROM pg_roles WHERE rolname = $1",
                      row -> row.text(1),
                      name));
      assertThat(left).isEmpty();
    }
  }

  @Test
  void lendsAgainOnlyWhatIsAsNew() {
    String name;
    try (ShadowDatabase first = shadow.lend(ShadowTraits.PLAIN)) {
      name = first.name();
      first.applyOwn("CREATE TABLE t(a int)");
    }
    try (ShadowDatabase second = shadow.lend(ShadowTraits.PLAIN)) {
      List<String> tables =
          second.facts(
              session ->
                  session.rows(
                      "SELECT relname FROM pg_class WHERE oid >= 16384", row -> row.text(1)));

      assertThat(second.name()).isEqualTo(name);
      assertThat(tables).isEmpty();
    }
  }

  @Test
  void refusesTheServerOfATarget() {
    TestServer.TestDatabase database = TestServer.create();
    String system = database.column("SELECT system_identifier FROM pg_control_system()").get(0);
    try (Shadow same = Shadow.open(database.url("postgres"), home, List.of(system), reader)) {
      assertThatThrownBy(() -> same.lend(ShadowTraits.PLAIN))
          .isInstanceOf(SallyportException.class)
          .hasMessage("`SHADOW_DATABASE_URL` is on the same server as the database it stands for");
    }
  }

  @Test
  void onAConfiguredServerASuperuserStepsBack() {
    TestServer.TestDatabase database = TestServer.create();
    try (Shadow other = Shadow.open(database.url("postgres"), home, List.of("1"), reader)) {
      ShadowDatabase lent = other.lend(ShadowTraits.PLAIN);
      List<String> powers =
          lent.facts(
              session ->
                  session.rows(
                      "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles"
                          + " WHERE rolname = current_user",
                      row -> row.text(1)));
      assertThat(powers).containsExactly("f");
    }
    assertThat(database.column("SELECT datname FROM pg_database WHERE datname LIKE 'sallyport%'"))
        .isEmpty();
  }

  @Test
  void aRoleThatMayMakeDatabasesIsEnough() {
    TestServer.TestDatabase database = TestServer.create();
    database.run("CREATE ROLE maker LOGIN CREATEDB");
    try (Shadow other = Shadow.open(database.url("maker"), home, List.of("1"), reader);
        ShadowDatabase lent = other.lend(ShadowTraits.PLAIN)) {
      assertThat(lent.apply(new Script("m.sql", "CREATE TABLE t(id int)")))
          .isEqualTo(new Replay.Done(1));
    } finally {
      database.run("DROP ROLE maker");
    }
  }

  @Test
  void dropsWhatACrashedProcessLeft() {
    TestServer.TestDatabase database = TestServer.create();
    String mine = Owner.ofThisProcess().text();
    String gone = mine.replaceFirst("_[0-9]+_", "_999999999_");
    database.run(
        "CREATE DATABASE sallyport_shadow_" + gone + "_1",
        "CREATE DATABASE sallyport_shadow_" + mine + "_9999");
    try (Shadow other = Shadow.open(database.url("postgres"), home, List.of("1"), reader);
        ShadowDatabase lent = other.lend(ShadowTraits.PLAIN)) {
      assertThat(database.column("SELECT datname FROM pg_database WHERE datname LIKE 'sallyport%'"))
          .containsExactlyInAnyOrder("sallyport_shadow_" + mine + "_9999", lent.name());
    } finally {
      database.run("DROP DATABASE sallyport_shadow_" + mine + "_9999");
    }
  }

  @Test
  void removesTheFolderOfACrashedProcess(@TempDir Path other) throws Exception {
    String gone = Owner.ofThisProcess().text().replaceFirst("_[0-9]+_", "_999999999_");
    Path left = Files.createDirectories(other.resolve("shadow/" + gone + "/server1/data"));
    Files.writeString(left.resolve("postmaster.pid"), "999999999\n" + left + "\n");

    ShadowFolders.sweep(other.resolve("shadow"));

    assertThat(other.resolve("shadow")).isEmptyDirectory();
  }
}
