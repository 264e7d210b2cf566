package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions, procedures and DO blocks: their bodies are read where that can be done. */
class RoutineReadingTest extends ReadingCase {
  private static final String PLPGSQL =
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ %s $$";

  static Stream<Arguments> functions() {
    return Stream.of(
        argumentSet(
            "sql",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "create function f"),
        argumentSet(
            "sql that writes",
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM a; TRUNCATE b'",
            "create function f; delete table a [unbounded, implicit];"
                + " truncate table b [data-loss, implicit]"),
        argumentSet(
            "standard body",
            "CREATE FUNCTION f() RETURNS int RETURN (SELECT max(x) FROM a)",
            "create function f; read table a(x) [implicit]"),
        argumentSet(
            "procedure",
            "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'",
            "alter procedure p; create procedure p"),
        argumentSet(
            "own search path",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = '' AS 'SELECT 1'",
            "create function f"),
        argumentSet(
            "C",
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'sym'",
            "call language c [implicit]; create function f; server-file language c;"
                + " server-program language c"),
        argumentSet(
            "an untrusted language",
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'pass'",
            "call language plpython3u [implicit]; create function f;"
                + " server-program language plpython3u"),
        argumentSet("alter", "ALTER FUNCTION f(int) SECURITY DEFINER", "alter function f"),
        argumentSet("call", "CALL s.p(1)", "call procedure s.p"));
  }

  @ParameterizedTest
  @MethodSource
  void functions(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        argumentSet("nothing", "BEGIN END", "create function f"),
        argumentSet(
            "a statement",
            "BEGIN DELETE FROM a WHERE id = 1; END",
            "create function f; delete table a [implicit]; read table a(id) [implicit]"),
        argumentSet(
            "a condition",
            "BEGIN IF EXISTS (SELECT 1 FROM a) THEN NULL; END IF; END",
            "create function f; read table a [implicit]"),
        argumentSet(
            "every branch",
            "BEGIN IF true THEN TRUNCATE a; ELSIF false THEN TRUNCATE b; ELSE TRUNCATE c; END IF;"
                + " END",
            "create function f; truncate table a [data-loss, implicit];"
                + " truncate table b [data-loss, implicit];"
                + " truncate table c [data-loss, implicit]"),
        argumentSet(
            "an assignment",
            "DECLARE n int; BEGIN n := pg_advisory_lock(1)::text::int; END",
            "create function f; lock function pg_advisory_lock [implicit]"),
        argumentSet(
            "an index of an assignment",
            "DECLARE n int[]; BEGIN n[pg_notify('a', 'b')::text::int] := 1; END",
            "call function pg_notify [implicit]; create function f"),
        argumentSet(
            "a default",
            "DECLARE n int := wipe(); BEGIN END",
            "call function wipe [implicit]; create function f"),
        argumentSet(
            "a loop",
            "DECLARE i int; BEGIN FOR i IN 1..wipe() LOOP TRUNCATE a; END LOOP; END",
            "call function wipe [implicit]; create function f;"
                + " truncate table a [data-loss, implicit]"),
        argumentSet(
            "a cursor",
            "DECLARE c CURSOR FOR SELECT x FROM a; BEGIN OPEN c; END",
            "create function f; read table a(x) [implicit]"),
        argumentSet(
            "dynamic",
            "BEGIN EXECUTE 'DROP TABLE a'; END",
            "call language plpgsql [implicit]; create function f"),
        argumentSet(
            "perform",
            "BEGIN PERFORM wipe(); END",
            "call function wipe [implicit]; create function f"),
        argumentSet(
            "handler",
            "BEGIN NULL; EXCEPTION WHEN others THEN TRUNCATE a; END",
            "create function f; truncate table a [data-loss, implicit]"),
        argumentSet(
            "return query",
            "BEGIN RETURN; RAISE NOTICE '%', wipe(); END",
            "call function wipe [implicit]; create function f"),
        argumentSet("commit", "BEGIN COMMIT; END", "create function f; transaction [implicit]"),
        argumentSet(
            "not PL/pgSQL",
            "BEGIN this is no code END",
            "call language plpgsql [implicit]; create function f"));
  }

  @ParameterizedTest
  @MethodSource
  void bodies(String body, String expected) {
    assertThat(effects(String.format(PLPGSQL, body))).isEqualTo(expected);
  }

  static Stream<Arguments> blocks() {
    return Stream.of(
        argumentSet(
            "what it holds, happens",
            "DO $$ BEGIN DROP TABLE a; END $$",
            "call language plpgsql; drop table a [data-loss]"),
        argumentSet(
            "language first",
            "DO LANGUAGE plpgsql 'BEGIN TRUNCATE a; END'",
            "call language plpgsql; truncate table a [data-loss]"),
        argumentSet(
            "a block in a block",
            "DO $a$ BEGIN DO $b$ BEGIN TRUNCATE a; END $b$; END $a$",
            "call language plpgsql; truncate table a [data-loss]"),
        argumentSet(
            "another language",
            "DO LANGUAGE plperlu 'x'",
            "call language plperlu; server-program language plperlu"),
        argumentSet(
            "a setting that changes reading",
            "DO $$ BEGIN SET standard_conforming_strings = off; END $$",
            "call language plpgsql; session setting standard_conforming_strings;"
                + " unknown setting standard_conforming_strings"));
  }

  @ParameterizedTest
  @MethodSource
  void blocks(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }
}
