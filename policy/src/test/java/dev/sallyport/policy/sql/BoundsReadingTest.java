package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which predicates keep a write from reaching every row. */
class BoundsReadingTest extends ReadingCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "'t'::boolean",
        "'yes'::bool",
        "CAST(1 AS boolean)",
        "NOT false",
        "1 = 1",
        "1 <> 2",
        "1 < 2",
        "'a' = 'a'",
        "(1 = 1) IS TRUE",
        "true IS NOT FALSE",
        "true AND 1 = 1",
        "id = 1 OR true",
        "true OR id = 1",
        "id = 1 OR 1 = 1",
        "id = 1 OR NOT id = 1",
        "id = 1 OR id <> 1",
        "id > 5 OR id <= 5",
        "name IS NULL OR name IS NOT NULL",
        "NOT (id = 1 AND false)",
        "NOT (id <> id)",
        "id = id",
        "t.id = id",
        "t.id = t.id",
        "id >= id",
        "id <= id",
        "id IS NOT DISTINCT FROM id",
        "NOT (id IS DISTINCT FROM id)",
        "id + 0 = id",
        "id::text = id::text",
        "id BETWEEN id AND id",
        "id IN (id, 2)",
        "id = ANY (ARRAY[id])",
        "(id, name) = (id, name)",
        "name LIKE '%'",
        "name LIKE '%%'",
        "name ILIKE '%'",
        "name ~ '.*'",
        "name ~ ''",
        "name SIMILAR TO '%'",
        "length(name) >= 0",
        "char_length(name) > -1",
        "id IS NOT NULL",
        "(id = 1) IS NOT NULL",
        "coalesce(name, '') IS NOT NULL",
        "coalesce(true, name = 'a')",
        "coalesce(NULL, 1 = 1)",
        "NOT id IS NULL",
        "ctid IS NOT NULL",
        "tableoid = 't'::regclass",
        "id IN (SELECT id FROM t)",
        "id IN (SELECT t.id FROM t)",
        "id IN (SELECT x.id FROM t x WHERE true)",
        "id IN (SELECT x.id FROM t x WHERE x.id = x.id)",
        "id = ANY (SELECT id FROM t)",
        "id = ANY (ARRAY(SELECT id FROM t))",
        "(id, name) IN (SELECT id, name FROM t)",
        "id IN (TABLE t)",
        "id IN (SELECT id FROM ONLY t LIMIT ALL)",
        "id IN (SELECT id FROM t UNION SELECT 1)",
        "id IN (SELECT id FROM (SELECT id FROM t) x)",
        "id IN (SELECT x.n FROM (SELECT id AS n FROM t) x)",
        "id IN (SELECT id FROM (SELECT * FROM t) x)",
        "id IN (WITH x AS (SELECT id FROM t) SELECT id FROM x)",
        "(id, 1) IN (SELECT id, 1 FROM t)",
        "EXISTS (SELECT 1)",
        "EXISTS (SELECT 1 FROM t)",
        "EXISTS (SELECT 1 FROM other WHERE x = 1)",
        "EXISTS (SELECT 1 FROM t x WHERE x.id = t.id)",
        "(SELECT true)",
        "(SELECT count(*) FROM other) >= 0",
        "now() > '2000-01-01'",
        "random() < 2",
        "coalesce(NULL, true)",
        "CASE WHEN true THEN true END",
        "CASE WHEN id = 1 THEN true ELSE true END",
        "$1",
        "$1 = $1",
      })
  void theWriteReachesEveryRow(String predicate) {
    assertThat(effects("DELETE FROM t WHERE " + predicate)).contains("delete table t [unbounded]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = 1",
        "t.id = 1",
        "id = $1",
        "active",
        "NOT active",
        "active IS TRUE",
        "active IS NOT TRUE",
        "id = 1 AND true",
        "true AND id = 1",
        "id = 1 OR id = 2",
        "id = 1 OR name = 'a'",
        "id IN (1, 2)",
        "id NOT IN (1, 2)",
        "id = ANY ($1)",
        "id = ANY ('{1,2}')",
        "id BETWEEN 1 AND 2",
        "id <> 1",
        "id > 5",
        "name LIKE 'a%'",
        "name NOT LIKE '%'",
        "name ~ '^a'",
        "name <> lower(name)",
        "deleted_at IS NOT NULL",
        "deleted_at IS NULL",
        "deleted_at < now() - interval '1 day'",
        "false",
        "1 = 2",
        "NULL",
        "id <> id",
        "NOT (id = id)",
        "length(name) > 3",
        "lower(name) = 'a'",
        "id IN (SELECT user_id FROM other)",
        "id IN (SELECT id FROM t WHERE name = 'a')",
        "id IN (SELECT id FROM t ORDER BY id LIMIT 10)",
        "id IN (SELECT parent FROM t)",
        "id IN (SELECT n FROM (SELECT parent AS n FROM t) x)",
        "id IN (SELECT id FROM t EXCEPT SELECT 1)",
        "id IN (SELECT id FROM (SELECT id FROM t LIMIT 5) x)",
        "id IN (WITH x AS (SELECT id FROM t WHERE name = 'a') SELECT id FROM x)",
        "ctid = ANY (ARRAY(SELECT ctid FROM t LIMIT 100))",
        "id NOT IN (SELECT id FROM t)",
        "EXISTS (SELECT 1 FROM other o WHERE o.user_id = t.id)",
        "NOT EXISTS (SELECT 1 FROM other o WHERE o.user_id = t.id)",
        "EXISTS (SELECT 1 FROM t x WHERE x.parent = t.id)",
        "(SELECT count(*) FROM other o WHERE o.user_id = t.id) > 0",
        "CASE WHEN id = 1 THEN true ELSE false END",
        "coalesce(active, false)",
        "data @> '{\"a\": 1}'",
        "data ->> 'a' = 'b'",
        "tags && ARRAY['a']",
        "(id, name) = (1, 'a')",
        "ctid = '(0,1)'",
        "CURRENT OF c",
      })
  void theWriteIsBounded(String predicate) {
    assertThat(effects("DELETE FROM t WHERE " + predicate))
        .contains("delete table t")
        .doesNotContain("unbounded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "UPDATE t SET a = 1",
        "UPDATE t AS x SET a = 1 WHERE x.id = x.id",
        "UPDATE t SET a = 1 FROM u WHERE u.id = 5",
        "UPDATE t SET a = 1 FROM t AS x WHERE x.id = t.id",
        "DELETE FROM t USING u WHERE u.id = u.id",
        "DELETE FROM s.t USING s.t AS x WHERE x.id = t.id",
        "WITH c AS (SELECT 1) DELETE FROM t",
        "WITH c AS (SELECT id FROM t) DELETE FROM t WHERE id IN (SELECT id FROM c)",
        "PREPARE p AS DELETE FROM t",
        "EXPLAIN ANALYZE UPDATE t SET a = 1",
      })
  void wholeStatementsThatReachEveryRow(String sql) {
    assertThat(effects(sql)).contains("unbounded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET a = 1 FROM u WHERE u.id = t.u_id",
        "UPDATE t SET a = 1 FROM t AS x WHERE x.parent = t.id",
        "UPDATE t x SET a = 1 WHERE x.id = 5",
        "WITH c AS (SELECT id FROM t ORDER BY a LIMIT 9) DELETE FROM t WHERE id IN (SELECT id FROM c)",
      })
  void wholeStatementsThatAreBounded(String sql) {
    assertThat(effects(sql)).doesNotContain("unbounded");
  }
}
