package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request finds the same session, whatever the last one did and whatever a role defaults. */
class SessionStateTest {
  private static final Cancellation NOBODY = Cancellation.none();
  private static final AtomicInteger ROLE = new AtomicInteger();
  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestServer.create();
  }

  private static QueryResult read(TargetDatabase target, String sql) {
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      return session.query(sql, ReadLimits.DEFAULT, NOBODY);
    }
  }

  private static StatementOutcome write(TargetDatabase target, String sql) {
    try (WriteSession session = target.openWrite(WriteLimits.DEFAULT)) {
      StatementOutcome outcome = session.run(sql, NOBODY);
      session.commit();
      return outcome;
    }
  }

  private static String role(String defaults) {
    String role = "role_" + ROLE.incrementAndGet();
    database.run("CREATE ROLE " + role + " LOGIN");
    if (!defaults.isEmpty()) {
      database.run("ALTER ROLE " + role + " " + defaults);
    }
    return role;
  }

  private static TargetDatabase as(String role) {
    return new TargetDatabase(database.settings(role), null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_advisory_lock(42)",
        "SET transform_null_equals = on",
        "SET standard_conforming_strings = off",
        "SET search_path = evil",
        "SET TimeZone = 'Asia/Tokyo'",
        "SET statement_timeout = 1",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "CREATE TEMP TABLE left_behind AS SELECT 1",
        "PREPARE left_behind AS SELECT 1",
        "LISTEN left_behind"
      })
  void nothingOfARequestIsLeftForTheNext(String leaving) {
    String role = role("");
    try (TargetDatabase target = as(role)) {
      write(target, leaving);
      for (int i = 0; i < 4; i++) {
        QueryResult next =
            read(
                target,
                "SELECT NULL = NULL, current_setting('TimeZone'), '\\\\', "
                    + "to_regclass('left_behind')::text, "
                    + "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'), "
                    + "(SELECT count(*) FROM pg_prepared_statements), "
                    + "(SELECT count(*) FROM pg_listening_channels()), "
                    + "current_setting('search_path')");
        List<Object> clean = new java.util.ArrayList<>();
        clean.add(null);
        clean.add("UTC");
        clean.add("\\\\");
        clean.add(null);
        clean.addAll(List.of(0L, 0L, 0L, '"' + role + "\", \"public\", pg_temp"));
        assertThat(next.rows()).containsExactly(clean);
        write(target, "SELECT 1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET transform_null_equals = on | SELECT (NULL = NULL) IS NULL",
        "SET standard_conforming_strings = off | SELECT length('\\n') = 2",
        "SET DateStyle = 'German, DMY' | SELECT DATE '2024-02-01'::text = '2024-02-01'",
        "SET TimeZone = 'Asia/Tokyo' | SELECT TIMESTAMPTZ 'epoch'::text LIKE '1970-01-01 00:00:00+00'",
        "SET bytea_output = 'escape' | SELECT 'a'::bytea::text = '\\x61'",
        "SET IntervalStyle = 'iso_8601' | SELECT INTERVAL '1 day'::text = '1 day'",
        "SET array_nulls = off | SELECT ('{NULL}'::text[])[1] IS NULL",
        "SET default_transaction_isolation = 'serializable' |"
            + " SELECT current_setting('transaction_isolation') = 'read committed'",
        "SET default_transaction_deferrable = on |"
            + " SELECT current_setting('transaction_deferrable') = 'off'",
        "SET search_path = evil, pg_catalog |"
            + " SELECT current_schemas(true)::text LIKE '{pg_catalog%'",
        "SET extra_float_digits = -15 | SELECT 0.1::float8::text = '0.1'",
        "SET row_security = off | SELECT current_setting('row_security') = 'on'"
      })
  void aRolesDefaultsDoNotChangeWhatSqlMeans(String defaults, String holds) {
    try (TargetDatabase target = as(role(defaults))) {
      assertThat(read(target, holds).rows()).containsExactly(List.of(true));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET synchronous_commit = off",
        "SET default_transaction_read_only = on",
        "SET default_transaction_isolation = 'repeatable read'"
      })
  void writesCommitDurablyWhateverTheRoleDefaults(String defaults) {
    try (TargetDatabase target = as(role(defaults))) {
      StatementOutcome outcome =
          write(
              target,
              "SELECT current_setting('synchronous_commit'), pg_current_xact_id() IS NOT NULL,"
                  + " current_setting('transaction_isolation')");
      assertThat(outcome.result().rows()).containsExactly(List.of("on", true, "read committed"));
    }
  }

  /** A superuser's default would switch triggers and foreign keys off. */
  @Test
  void aSettingThatCannotBePinnedIsRefused() {
    String role = role("SUPERUSER");
    database.run("ALTER ROLE " + role + " SET session_replication_role = replica");
    try (TargetDatabase target = as(role)) {
      assertThatThrownBy(() -> read(target, "SELECT 1"))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.UNSAFE_SESSION);
                assertThat(e.message()).contains("session_replication_role");
              });
    }
  }

  @Test
  void aRoleThatARoleDefaultsToStays() {
    String owner = role("");
    String role = role("");
    database.run("GRANT " + owner + " TO " + role, "ALTER ROLE " + role + " SET role = " + owner);
    try (TargetDatabase target = as(role)) {
      assertThat(read(target, "SELECT session_user::text, current_user::text").rows())
          .containsExactly(List.of(role, owner));
      write(target, "RESET ROLE");
      assertThat(read(target, "SELECT current_user::text").rows()).containsExactly(List.of(owner));
    }
  }

  @Test
  void aScriptCannotMoveTheMeaningOfItsNextStatement() {
    try (TargetDatabase target = as(role(""));
        WriteSession session = target.openWrite(WriteLimits.DEFAULT)) {
      session.run("SET LOCAL lock_timeout = '1s'", NOBODY);
      session.run("SET LOCAL search_path = pg_temp", NOBODY);
      assertThatThrownBy(() -> session.run("SELECT 1", NOBODY))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.UNSAFE_SESSION);
                assertThat(e.message()).contains("search_path");
              });
    }
  }

  @Test
  void ourOwnQuestionsAreDeafToObjectsOnTheSearchPath() {
    database.run(
        "CREATE SCHEMA evil",
        "CREATE FUNCTION evil.eq(oid, int) RETURNS bool LANGUAGE sql AS 'SELECT false'",
        "CREATE OPERATOR evil.= (LEFTARG = oid, RIGHTARG = int, FUNCTION = evil.eq)",
        "CREATE TABLE evil.pg_class AS SELECT 1 AS oid",
        "GRANT SELECT ON evil.pg_class TO PUBLIC");
    String role = role("SET search_path = evil, pg_catalog");
    database.run("GRANT USAGE ON SCHEMA evil TO " + role);
    try (TargetDatabase target = as(role)) {
      List<Long> answers =
          target.facts(
              catalog ->
                  catalog.rows(
                      "SELECT count(*) FROM pg_class WHERE oid = 1259", row -> row.number(1)));
      assertThat(answers).containsExactly(1L);
      assertThat(read(target, "SELECT count(*) FROM evil.pg_class").rows())
          .containsExactly(List.of(1L));
    }
  }

  /** Where the server has LLVM, compiling one question of ours took seconds. */
  @Test
  void ourOwnQuestionsAreNotCompiled() {
    try (TargetDatabase target = as(role("SET jit = on"))) {
      List<String> setting =
          target.facts(
              catalog -> catalog.rows("SELECT current_setting('jit')", row -> row.text(1)));
      assertThat(setting).containsExactly("off");
    }
  }

  @Test
  void optionsThatTheServerRefusesAreNamedAsThat() {
    ConnectionSettings settings =
        ConnectionSettings.parse(
            database.url("agent") + "?options=-c%20session_replication_role%3Dreplica");
    try (TargetDatabase target = new TargetDatabase(settings, null)) {
      assertThatThrownBy(target::warmUp)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(DatabaseException.Kind.INVALID_SETTINGS);
                assertThat(e.message()).contains("refused a setting in `options`");
              });
    }
  }
}
