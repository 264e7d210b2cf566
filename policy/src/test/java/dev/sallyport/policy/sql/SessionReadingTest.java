package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings, transactions, cursors and other state of a session. */
class SessionReadingTest extends ReadingCase {
  static Stream<Arguments> settings() {
    return Stream.of(
        argumentSet("set", "SET statement_timeout = '1s'", "session setting statement_timeout"),
        argumentSet(
            "case does not matter", "SET \"Search_Path\" TO a, b", "session setting search_path"),
        argumentSet("role", "SET ROLE postgres", "admin setting role; session setting role"),
        argumentSet(
            "authorization",
            "SET SESSION AUTHORIZATION postgres",
            "admin setting session_authorization; session setting session_authorization"),
        argumentSet(
            "triggers off",
            "SET session_replication_role = replica",
            "admin setting session_replication_role; session setting session_replication_role"),
        argumentSet(
            "the usual preamble of a dump",
            "SET standard_conforming_strings = on",
            "session setting standard_conforming_strings"),
        argumentSet(
            "another meaning of text",
            "SET standard_conforming_strings = off",
            "session setting standard_conforming_strings;"
                + " unknown setting standard_conforming_strings"),
        argumentSet(
            "back to who knows what",
            "RESET standard_conforming_strings",
            "session setting standard_conforming_strings;"
                + " unknown setting standard_conforming_strings"),
        argumentSet(
            "encoding",
            "SET NAMES 'SJIS'",
            "session setting client_encoding; unknown setting client_encoding"),
        argumentSet("our encoding", "SET NAMES 'UTF8'", "session setting client_encoding"),
        argumentSet(
            "by function",
            "SELECT set_config('search_path', 'a', false)",
            "session setting search_path"),
        argumentSet(
            "by function, unreadable",
            "SELECT set_config(a, 'x', false) FROM t",
            "read table t(a); unknown setting set_config"),
        argumentSet(
            "by function, another meaning",
            "SELECT set_config('Standard_Conforming_Strings', 'off', true)",
            "session setting standard_conforming_strings;"
                + " unknown setting standard_conforming_strings"),
        argumentSet(
            "read write",
            "SET transaction_read_only = off",
            "session setting transaction_read_only; transaction"),
        argumentSet(
            "by update",
            "UPDATE pg_settings SET setting = 'off' WHERE name = 'standard_conforming_strings'",
            "admin table pg_settings; read table pg_settings(name);"
                + " unknown setting pg_settings; update table pg_settings(setting)"),
        argumentSet("reset all", "RESET ALL", "session setting all"),
        argumentSet("show", "SHOW search_path", "read setting search_path"),
        argumentSet(
            "of the server",
            "ALTER SYSTEM SET work_mem = '1GB'",
            "admin setting work_mem [non-transactional]"),
        argumentSet(
            "of a role",
            "ALTER ROLE bob SET standard_conforming_strings = off",
            "admin role bob; alter role bob; unknown setting standard_conforming_strings"));
  }

  @ParameterizedTest
  @MethodSource
  void settings(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> states() {
    return Stream.of(
        argumentSet("begin", "BEGIN ISOLATION LEVEL SERIALIZABLE", "transaction"),
        argumentSet("start", "START TRANSACTION READ WRITE", "transaction"),
        argumentSet("end", "END", "transaction"),
        argumentSet("abort", "ABORT AND CHAIN", "transaction"),
        argumentSet("savepoint", "SAVEPOINT a", "transaction"),
        argumentSet("set transaction", "SET TRANSACTION READ WRITE", "transaction"),
        argumentSet(
            "session characteristics",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
            "session setting transaction; transaction"),
        argumentSet(
            "prepared",
            "COMMIT PREPARED 'x'",
            "call other x; transaction other x [non-transactional]"),
        argumentSet("constraints", "SET CONSTRAINTS ALL DEFERRED", "session session constraints"),
        argumentSet(
            "prepare",
            "PREPARE p (int) AS DELETE FROM a",
            "delete table a [unbounded]; session session p"),
        argumentSet("execute", "EXECUTE p (1)", "call other p"),
        argumentSet("deallocate", "DEALLOCATE ALL", "session session"),
        argumentSet(
            "declare",
            "DECLARE c CURSOR WITH HOLD FOR SELECT x FROM a",
            "read table a(x); session session c"),
        argumentSet("fetch", "FETCH ALL FROM c", "session session c"),
        argumentSet("move", "MOVE 5 IN c", "session session c"),
        argumentSet("close", "CLOSE ALL", "session session"),
        argumentSet("listen", "LISTEN x", "session session x"),
        argumentSet("notify", "NOTIFY x, 'payload'", "call other x"),
        argumentSet("discard", "DISCARD ALL", "session session [non-transactional]"),
        argumentSet("load", "LOAD 'lib'", "server-file; server-program"));
  }

  @ParameterizedTest
  @MethodSource
  void states(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }
}
