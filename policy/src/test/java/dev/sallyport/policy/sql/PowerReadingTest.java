package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles, rights, databases, extensions and other hosts: what reaches beyond the data. */
class PowerReadingTest extends ReadingCase {
  static Stream<Arguments> powers() {
    return Stream.of(
        argumentSet(
            "create role",
            "CREATE ROLE r SUPERUSER LOGIN PASSWORD 'x'",
            "admin role r; create role r"),
        argumentSet("alter role", "ALTER USER r CREATEDB", "admin role r; alter role r"),
        argumentSet("rename role", "ALTER ROLE r RENAME TO s", "admin role r; alter role r"),
        argumentSet(
            "drop role", "DROP ROLE r, s", "admin role r; admin role s; drop role r; drop role s"),
        argumentSet("membership", "GRANT r TO s WITH ADMIN OPTION", "admin role r; grant role r"),
        argumentSet("grant", "GRANT SELECT (a), UPDATE ON s.t TO PUBLIC", "grant table s.t"),
        argumentSet("revoke", "REVOKE ALL ON t FROM bob CASCADE", "grant table t [cascade]"),
        argumentSet(
            "all tables", "GRANT SELECT ON ALL TABLES IN SCHEMA s TO bob", "grant schema s"),
        argumentSet("function", "GRANT EXECUTE ON FUNCTION f(int) TO bob", "grant function f"),
        argumentSet(
            "default privileges",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO bob",
            "grant table"),
        argumentSet(
            "drop owned",
            "DROP OWNED BY bob CASCADE",
            "admin role bob; drop other bob [cascade, data-loss]; grant role bob"),
        argumentSet(
            "reassign owned",
            "REASSIGN OWNED BY bob TO CURRENT_USER",
            "admin role bob; alter other bob; grant role bob"),
        argumentSet(
            "owner of a function",
            "ALTER FUNCTION f(int) OWNER TO bob",
            "alter function f; grant function f"),
        argumentSet("label", "SECURITY LABEL ON TABLE t IS 'x'", "grant table t"),
        argumentSet(
            "create database",
            "CREATE DATABASE d TEMPLATE t",
            "admin database d; create database d [non-transactional]"),
        argumentSet(
            "alter database",
            "ALTER DATABASE d SET search_path = a",
            "admin database d; alter database d"),
        argumentSet(
            "drop database",
            "DROP DATABASE IF EXISTS d WITH (FORCE)",
            "admin database d; drop database d [data-loss, non-transactional]"),
        argumentSet(
            "tablespace",
            "CREATE TABLESPACE x LOCATION '/x'",
            "admin tablespace x; create tablespace x [non-transactional]; server-file"),
        argumentSet("extension", "CREATE EXTENSION citext", "create extension citext"),
        argumentSet(
            "unreviewed extension",
            "CREATE EXTENSION dblink",
            "call extension dblink; create extension dblink"),
        argumentSet(
            "extension update",
            "ALTER EXTENSION citext UPDATE",
            "alter extension citext; call extension citext"),
        argumentSet(
            "extension member",
            "ALTER EXTENSION citext DROP TABLE t",
            "alter extension citext; alter table t"),
        argumentSet(
            "server",
            "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw",
            "create server s; network server s"),
        argumentSet(
            "user mapping",
            "CREATE USER MAPPING FOR bob SERVER s OPTIONS (password 'x')",
            "create user-mapping s; network user-mapping s"),
        argumentSet(
            "import",
            "IMPORT FOREIGN SCHEMA r FROM SERVER s INTO l",
            "create foreign-table l; network server s"),
        argumentSet(
            "subscription",
            "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
            "create subscription s [non-transactional]; network subscription s"),
        argumentSet(
            "subscription without a slot",
            "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p WITH (connect = false)",
            "create subscription s; network subscription s"),
        argumentSet(
            "subscription disabled",
            "ALTER SUBSCRIPTION s DISABLE",
            "alter subscription s; network subscription s"),
        argumentSet(
            "subscription refreshed",
            "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
            "alter subscription s [non-transactional]; network subscription s"),
        argumentSet(
            "subscription to more",
            "ALTER SUBSCRIPTION s ADD PUBLICATION p",
            "alter subscription s [non-transactional]; network subscription s"),
        argumentSet(
            "subscription to more, later",
            "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = false)",
            "alter subscription s; network subscription s"),
        argumentSet(
            "subscription to fail over",
            "ALTER SUBSCRIPTION s SET (failover = true)",
            "alter subscription s [non-transactional]; network subscription s"),
        argumentSet(
            "subscription dropped",
            "DROP SUBSCRIPTION s",
            "drop subscription s [non-transactional]; network subscription s"),
        argumentSet("publication", "CREATE PUBLICATION p FOR ALL TABLES", "create publication p"),
        argumentSet(
            "access method",
            "CREATE ACCESS METHOD a TYPE INDEX HANDLER h",
            "call access-method a; create access-method a"),
        argumentSet(
            "cast",
            "CREATE CAST (int AS text) WITH FUNCTION f(int) AS IMPLICIT",
            "create cast pg_catalog.int4 as text"),
        argumentSet(
            "operator", "CREATE OPERATOR + (LEFTARG = int, FUNCTION = f)", "create operator +"),
        argumentSet(
            "aggregate", "CREATE AGGREGATE a (int) (SFUNC = f, STYPE = int)", "create aggregate a"),
        argumentSet(
            "text search",
            "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR a WITH b",
            "alter text-search c"),
        argumentSet(
            "large object", "GRANT SELECT ON LARGE OBJECT 5 TO bob", "grant large-object 5"));
  }

  @ParameterizedTest
  @MethodSource
  void powers(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }
}
