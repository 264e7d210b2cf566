package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SELECT and its kin: what is read, and what in a query is more than reading. */
class QueryReadingTest extends ReadingCase {
  static Stream<Arguments> columns() {
    return Stream.of(
        argumentSet("nothing named", "SELECT 1", "read"),
        argumentSet("one table", "SELECT id, name FROM users", "read table users(id, name)"),
        argumentSet("star", "SELECT * FROM users", "read table users"),
        argumentSet(
            "star of one",
            "SELECT u.*, o.id FROM users u, orders o",
            "read table orders(id); read table users"),
        argumentSet(
            "qualified",
            "SELECT u.id FROM app.users u JOIN orders o ON o.user_id = u.id",
            "read table app.users(id); read table orders(user_id)"),
        argumentSet(
            "schema-qualified", "SELECT app.users.id FROM app.users", "read table app.users(id)"),
        argumentSet(
            "ambiguous counts for all",
            "SELECT total FROM users u, orders o",
            "read table orders(total); read table users(total)"),
        argumentSet("whole row", "SELECT u FROM users u", "read table users"),
        argumentSet(
            "whole row in a function", "SELECT row_to_json(u) FROM users u", "read table users"),
        argumentSet(
            "natural join",
            "SELECT 1 FROM users NATURAL JOIN orders",
            "read table orders; read table users"),
        argumentSet(
            "using",
            "SELECT 1 FROM users JOIN orders USING (user_id)",
            "read table orders(user_id); read table users(user_id)"),
        argumentSet("renamed columns", "SELECT x FROM users AS u (x, y)", "read table users"),
        argumentSet(
            "join alias",
            "SELECT j.id FROM (users u JOIN orders o ON true) AS j",
            "read table orders(id); read table users(id)"),
        argumentSet(
            "output name in ORDER BY",
            "SELECT id AS n FROM users ORDER BY n",
            "read table users(id)"),
        argumentSet(
            "sub-query",
            "SELECT 1 FROM users WHERE id IN (SELECT o.user_id FROM orders o)",
            "read table orders(user_id); read table users(id)"),
        argumentSet(
            "lateral",
            "SELECT x.n FROM users u, LATERAL (SELECT u.id AS n) x",
            "read table users(id)"),
        argumentSet(
            "unknown qualifier counts for all", "SELECT z.id FROM users", "read table users"),
        argumentSet(
            "decoded names", "SELECT U&\"n\\0061me\" FROM \"Users\"", "read table Users(name)"),
        argumentSet(
            "union",
            "SELECT id FROM users UNION SELECT id FROM orders",
            "read table orders(id); read table users(id)"),
        argumentSet("table command", "TABLE users", "read table users"),
        argumentSet("values", "VALUES (1), (2)", "read"));
  }

  @ParameterizedTest
  @MethodSource
  void columns(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> commonTableExpressions() {
    return Stream.of(
        argumentSet(
            "a CTE is no table",
            "WITH t AS (SELECT id FROM users) SELECT * FROM t",
            "read table users(id)"),
        argumentSet(
            "a CTE does not see itself",
            "WITH t AS (SELECT * FROM t) SELECT * FROM t",
            "read table t"),
        argumentSet(
            "unless it is recursive",
            "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n FROM t",
            "read"),
        argumentSet(
            "a schema names a table", "WITH t AS (SELECT 1) SELECT * FROM s.t", "read table s.t"),
        argumentSet(
            "a CTE ends with its query",
            "SELECT * FROM (WITH t AS (SELECT 1) SELECT * FROM t) x, t",
            "read table t"),
        argumentSet(
            "delete",
            "WITH d AS (DELETE FROM users RETURNING id) SELECT * FROM d",
            "delete table users [unbounded]; read table users(id)"),
        argumentSet(
            "search and cycle",
            "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n FROM t) SEARCH DEPTH FIRST BY n"
                + " SET o CYCLE n SET c USING p SELECT * FROM t",
            "read"));
  }

  @ParameterizedTest
  @MethodSource
  void commonTableExpressions(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> moreThanReads() {
    return Stream.of(
        argumentSet(
            "into", "SELECT * INTO copied FROM users", "create table copied; read table users"),
        argumentSet("into temporary", "SELECT 1 INTO TEMP copied", "create table copied"),
        argumentSet(
            "for update",
            "SELECT id FROM users FOR UPDATE",
            "lock table users; read table users(id)"),
        argumentSet(
            "for share of one",
            "SELECT 1 FROM users u, orders o FOR SHARE OF o",
            "lock table orders; read table orders; read table users"),
        argumentSet(
            "insert in a CTE below",
            "SELECT * FROM (WITH i AS (INSERT INTO log VALUES (1) RETURNING n) TABLE i) x",
            "insert table log; read table log(n)"),
        argumentSet(
            "for update of a sub-query",
            "SELECT 1 FROM (SELECT 1 FROM users) x FOR UPDATE",
            "lock; read table users"),
        argumentSet(
            "for update below",
            "SELECT 1 FROM (SELECT 1 FROM users FOR UPDATE) x",
            "lock table users; read table users"),
        argumentSet("explain", "EXPLAIN SELECT id FROM users", "read table users(id)"),
        argumentSet(
            "explain analyze",
            "EXPLAIN (ANALYZE, FORMAT json) DELETE FROM users",
            "delete table users [unbounded]"),
        argumentSet(
            "explain of nothing run",
            "EXPLAIN DELETE FROM users",
            "delete table users [unbounded]"),
        argumentSet(
            "explain with an extension's option",
            "EXPLAIN (debug) SELECT 1",
            "unknown other EXPLAIN debug"),
        argumentSet("explain execute", "EXPLAIN EXECUTE p(1)", "call other p"),
        argumentSet(
            "password hashes",
            "SELECT rolname FROM pg_authid",
            "admin table pg_authid(rolname); read table pg_authid(rolname)"),
        argumentSet(
            "samples of values",
            "SELECT most_common_vals FROM pg_catalog.pg_stats",
            "admin table pg_catalog.pg_stats(most_common_vals);"
                + " read table pg_catalog.pg_stats(most_common_vals)"),
        argumentSet(
            "a user's own table of that name",
            "SELECT 1 FROM app.pg_stats",
            "read table app.pg_stats"));
  }

  @ParameterizedTest
  @MethodSource
  void moreThanReads(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  /** What people ask every day; none may be more than a read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT date_trunc('day', created_at) d, count(*) FROM bookings GROUP BY 1 ORDER BY 1 DESC",
        "SELECT * FROM bookings WHERE created_at > now() - interval '7 days' LIMIT 10 OFFSET 5",
        "SELECT data->'a'->>'b', data #> '{a,b}', data @> '{\"a\":1}' FROM events WHERE data ? 'a'",
        "SELECT * FROM users WHERE name ILIKE '%x%' AND email ~* '^a' OR name NOT SIMILAR TO 'b%'",
        "SELECT array_agg(id ORDER BY id) FILTER (WHERE ok), tags[1:2], ARRAY[1,2] || 3 FROM t",
        "SELECT sum(x) OVER w, rank() OVER (PARTITION BY a ORDER BY b) FROM t WINDOW w AS (ROWS 1"
            + " PRECEDING)",
        "SELECT a, b, count(*) FROM t GROUP BY GROUPING SETS ((a), (b), ROLLUP (a, b), CUBE (a))",
        "SELECT * FROM generate_series(1, 10) WITH ORDINALITY AS g(n, o)",
        "SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY['a'])) AS r(a, b)",
        "SELECT to_tsvector('english', body) @@ plainto_tsquery('cats') FROM posts",
        "SELECT ts_rank(v, q) FROM posts, to_tsquery('a & b') q WHERE v @@ q",
        "SELECT CASE WHEN a > 1 THEN 'x' ELSE coalesce(b, nullif(c, '')) END FROM t",
        "SELECT extract(epoch FROM a), a AT TIME ZONE 'UTC', age(a), overlay('a' placing 'b' from"
            + " 1) FROM t",
        "SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b NULLS LAST FETCH FIRST 3 ROWS WITH TIES",
        "SELECT * FROM a FULL JOIN b USING (id) LEFT JOIN LATERAL (SELECT 1 AS x) l ON true",
        "SELECT json_build_object('a', 1), jsonb_agg(t), json_object('k': 'v'), json_array(1, 2)"
            + " FROM t",
        "SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (n int PATH '$', NESTED '$.x' COLUMNS (y"
            + " text)))",
        "SELECT * FROM XMLTABLE('/r' PASSING '<r/>' COLUMNS n int PATH '@n', o FOR ORDINALITY)",
        "SELECT JSON_VALUE(a, '$.x' RETURNING int DEFAULT 0 ON EMPTY), JSON_EXISTS(a, '$.y') FROM"
            + " t",
        "SELECT xmlelement(name a, xmlattributes(b AS c)), xmlforest(d), xmlserialize(content e AS"
            + " text) FROM t",
        "SELECT relname, pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class WHERE relkind ="
            + " 'r'",
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'users'",
        "SELECT pg_get_viewdef('v'::regclass), current_user, current_setting('search_path'),"
            + " version()",
        "SELECT locktype, granted FROM pg_locks",
        "SELECT relname, seq_scan FROM pg_stat_user_tables",
        "SELECT 1 WHERE (1, 2) IN (SELECT 1, 2) AND 3 = ANY (ARRAY[3]) AND EXISTS (SELECT 1)",
        "SELECT * FROM t TABLESAMPLE BERNOULLI (10) REPEATABLE (1)",
        "SELECT * FROM t TABLESAMPLE pg_catalog.system (10)",
        "(SELECT 1) UNION ALL (SELECT 2 ORDER BY 1) INTERSECT SELECT 3 EXCEPT ALL TABLE t",
        "SELECT (r).a, (r).*, ((r).b)[1] FROM t",
        "SELECT 'a' COLLATE \"C\" < 'b', B'101' & X'F', U&'\\0061', $$dollar$$, E'\\n', 1e3, 0x1F",
        "SELECT int4range(1, 5) && int4range(2, 3), point(1, 2) <-> point(0, 0), inet '10.0.0.1' <<"
            + " '10/8'",
        "SELECT $1::int, x FROM t WHERE y = $2",
        "SHOW server_version",
        "SHOW ALL",
        "EXPLAIN (ANALYZE, BUFFERS, COSTS off) SELECT * FROM t",
        "COPY (SELECT id FROM users) TO STDOUT WITH (FORMAT csv, HEADER)",
        "SELECT regclass('users'), int4('1'), text(1)",
        "SELECT current_timestamp(3), localtime, current_date, session_user",
        "SELECT pg_input_is_valid('1', 'integer[]')",
      })
  void ordinaryReadsAreReads(String sql) {
    Statement statement = ((Reading.Understood) read(sql)).statements().get(0);
    assertThat(statement.isRead()).as(effects(sql)).isTrue();
  }
}
