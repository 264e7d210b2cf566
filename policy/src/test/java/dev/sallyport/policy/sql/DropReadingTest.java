package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropping objects, and looking after what is there. */
class DropReadingTest extends ReadingCase {
  static Stream<Arguments> drops() {
    return Stream.of(
        argumentSet(
            "table",
            "DROP TABLE IF EXISTS a, s.b CASCADE",
            "drop table a [cascade, data-loss]; drop table s.b [cascade, data-loss]"),
        argumentSet("view", "DROP VIEW v CASCADE", "drop view v [cascade]"),
        argumentSet(
            "index concurrently",
            "DROP INDEX CONCURRENTLY s.i",
            "drop index s.i [concurrently, non-transactional]"),
        argumentSet("empty schema", "DROP SCHEMA s", "drop schema s"),
        argumentSet("schema", "DROP SCHEMA s CASCADE", "drop schema s [cascade, data-loss]"),
        argumentSet("type", "DROP TYPE e", "drop type e"),
        argumentSet("type cascade", "DROP TYPE e CASCADE", "drop type e [cascade, data-loss]"),
        argumentSet("sequence", "DROP SEQUENCE q", "drop sequence q [data-loss]"),
        argumentSet("extension", "DROP EXTENSION x", "drop extension x [data-loss]"),
        argumentSet("function", "DROP FUNCTION f(int), s.g", "drop function f; drop function s.g"),
        argumentSet("trigger", "DROP TRIGGER g ON s.t", "alter table s.t; drop trigger s.t.g"),
        argumentSet("policy", "DROP POLICY p ON t", "alter table t; drop policy t.p"),
        argumentSet("operator", "DROP OPERATOR + (int, NONE)", "drop operator +"),
        argumentSet("cast", "DROP CAST (int AS text)", "drop cast pg_catalog.int4 as text"),
        argumentSet("operator class", "DROP OPERATOR CLASS o USING btree", "drop operator o"));
  }

  @ParameterizedTest
  @MethodSource
  void drops(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> maintenance() {
    return Stream.of(
        argumentSet("vacuum", "VACUUM t", "maintenance table t [non-transactional]"),
        argumentSet(
            "vacuum full",
            "VACUUM (FULL, ANALYZE) t (a)",
            "maintenance table t [rewrite, non-transactional]"),
        argumentSet(
            "vacuum full off", "VACUUM (FULL off) t", "maintenance table t [non-transactional]"),
        argumentSet("analyze", "ANALYZE t, u", "maintenance table t; maintenance table u"),
        argumentSet("vacuum all", "VACUUM", "maintenance database [non-transactional]"),
        argumentSet("cluster", "CLUSTER t USING i", "maintenance table t [rewrite]"),
        argumentSet("cluster all", "CLUSTER", "maintenance database [rewrite, non-transactional]"),
        argumentSet("reindex", "REINDEX INDEX s.i", "maintenance index s.i"),
        argumentSet(
            "reindex concurrently",
            "REINDEX TABLE CONCURRENTLY t",
            "maintenance table t [concurrently, non-transactional]"),
        argumentSet(
            "reindex database", "REINDEX DATABASE d", "maintenance database d [non-transactional]"),
        argumentSet(
            "refresh", "REFRESH MATERIALIZED VIEW v", "maintenance materialized-view v [rewrite]"),
        argumentSet(
            "refresh concurrently",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
            "maintenance materialized-view v [concurrently]"),
        argumentSet("checkpoint", "CHECKPOINT", "maintenance"),
        argumentSet(
            "lock", "LOCK TABLE ONLY a, s.b IN SHARE MODE NOWAIT", "lock table a; lock table s.b"));
  }

  @ParameterizedTest
  @MethodSource
  void maintenance(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }
}
