package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** INSERT, UPDATE, DELETE, MERGE, TRUNCATE and COPY: what is written, and what is read for it. */
class WriteReadingTest extends ReadingCase {
  static Stream<Arguments> writes() {
    return Stream.of(
        argumentSet(
            "insert",
            "INSERT INTO users (id, name) VALUES (1, 'a')",
            "insert table users(id, name)"),
        argumentSet("insert without columns", "INSERT INTO users VALUES (1)", "insert table users"),
        argumentSet("insert defaults", "INSERT INTO users DEFAULT VALUES", "insert table users"),
        argumentSet(
            "insert select",
            "INSERT INTO a (x) SELECT y FROM b",
            "insert table a(x); read table b(y)"),
        argumentSet(
            "insert returning",
            "INSERT INTO users (id) VALUES (1) RETURNING name",
            "insert table users(id); read table users(name)"),
        argumentSet(
            "upsert",
            "INSERT INTO u (id, n) VALUES (1, 2) ON CONFLICT (id) DO UPDATE"
                + " SET n = excluded.n",
            "insert table u(id, n); update table u(n) [implicit]"),
        argumentSet(
            "insert or nothing",
            "INSERT INTO u (id) VALUES (1) ON CONFLICT DO NOTHING",
            "insert table u(id)"),
        argumentSet(
            "insert with a CTE that deletes",
            "WITH d AS (DELETE FROM a WHERE x = 1 RETURNING *) INSERT INTO b SELECT * FROM d",
            "delete table a; insert table b; read table a"),
        argumentSet(
            "update",
            "UPDATE users SET name = 'x' WHERE id = 1",
            "read table users(id); update table users(name)"),
        argumentSet(
            "update only",
            "UPDATE ONLY s.users AS u SET name = u.nick WHERE u.id = 1",
            "read table s.users(id, nick); update table s.users(name)"),
        argumentSet(
            "update from",
            "UPDATE a SET x = b.x FROM b WHERE b.id = a.id",
            "read table a(id); read table b(id, x); update table a(x)"),
        argumentSet(
            "update several columns",
            "UPDATE a SET (x, y) = (1, 2) WHERE z = 1",
            "read table a(z); update table a(x, y)"),
        argumentSet(
            "update returning old",
            "UPDATE a SET x = 1 WHERE id = 1 RETURNING old.y",
            "read table a(id, y); update table a(x)"),
        argumentSet(
            "delete using",
            "DELETE FROM a USING b WHERE b.id = a.id RETURNING a.*",
            "delete table a; read table a; read table b(id)"),
        argumentSet(
            "current row of a cursor", "DELETE FROM a WHERE CURRENT OF c", "delete table a"),
        argumentSet(
            "truncate",
            "TRUNCATE a, s.b CASCADE",
            "truncate table a [cascade, data-loss]; truncate table s.b [cascade, data-loss]"),
        argumentSet(
            "system table",
            "DELETE FROM pg_catalog.pg_class WHERE relname = 'x'",
            "admin table pg_catalog.pg_class; delete table pg_catalog.pg_class;"
                + " read table pg_catalog.pg_class(relname)"));
  }

  @ParameterizedTest
  @MethodSource
  void writes(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> merges() {
    return Stream.of(
        argumentSet(
            "every branch",
            "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED AND b.gone THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET x = b.x"
                + " WHEN NOT MATCHED THEN INSERT (id) VALUES (b.id)",
            "delete table a [implicit]; insert table a(id) [implicit]; read table a(id);"
                + " read table b(gone, id, x); update table a(x) [implicit]"),
        argumentSet(
            "all the rest of the table",
            "MERGE INTO a USING b ON a.id = b.id WHEN NOT MATCHED BY SOURCE THEN DELETE",
            "delete table a [unbounded, implicit]; read table a(id); read table b(id)"),
        argumentSet(
            "on true",
            "MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE",
            "delete table a [unbounded, implicit]; read table b"),
        argumentSet(
            "nothing",
            "MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN DO NOTHING",
            "lock table a; read table a(x); read table b(x)"));
  }

  @ParameterizedTest
  @MethodSource
  void merges(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> copies() {
    return Stream.of(
        argumentSet("to the client", "COPY users (id) TO STDOUT", "read table users(id)"),
        argumentSet("from the client", "COPY users FROM STDIN", "insert table users"),
        argumentSet("to a file", "COPY users TO '/tmp/x'", "read table users; server-file"),
        argumentSet(
            "from a file",
            "COPY users (id) FROM '/tmp/x' WITH (FORMAT csv)",
            "insert table users(id); server-file"),
        argumentSet(
            "to a program", "COPY users TO PROGRAM 'sh'", "read table users; server-program"),
        argumentSet(
            "from a program", "COPY users FROM PROGRAM 'sh'", "insert table users; server-program"),
        argumentSet(
            "of a query",
            "COPY (SELECT id FROM users) TO '/tmp/x'",
            "read table users(id); server-file"),
        argumentSet(
            "of a write",
            "COPY (DELETE FROM users RETURNING id) TO STDOUT",
            "delete table users [unbounded]; read table users(id)"),
        argumentSet(
            "of password hashes",
            "COPY pg_authid TO STDOUT",
            "admin table pg_authid; read table pg_authid"));
  }

  @ParameterizedTest
  @MethodSource
  void copies(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> fixed() {
    return Stream.of(
        argumentSet("equality", "UPDATE t SET x = 1 WHERE id = 1", Set.of("id")),
        argumentSet("parameter", "UPDATE t SET x = 1 WHERE id = $1", Set.of("id")),
        argumentSet("turned round", "DELETE FROM t WHERE 'a'::uuid = id", Set.of("id")),
        argumentSet("list", "DELETE FROM t WHERE id IN (1, 2)", Set.of("id")),
        argumentSet("array", "DELETE FROM t WHERE id = ANY (ARRAY[1, 2])", Set.of("id")),
        argumentSet("several", "DELETE FROM t WHERE a = 1 AND b = 2 AND c > 3", Set.of("a", "b")),
        argumentSet(
            "of another source", "DELETE FROM t USING u WHERE t.a = 1 AND u.b = 2", Set.of("a")));
  }

  @ParameterizedTest
  @MethodSource
  void fixed(String sql, Set<String> columns) {
    assertThat(references(sql)).contains(new Reference.Fixed(ObjectName.of("t"), columns));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "DELETE FROM t WHERE a = 1 OR b = 2",
        "DELETE FROM t WHERE a = b",
        "DELETE FROM t WHERE a > 1",
        "DELETE FROM t WHERE NOT a = 1",
        "DELETE FROM t WHERE a <> 1",
        "DELETE FROM t WHERE a NOT IN (1, 2)",
        "DELETE FROM t WHERE a IN (SELECT 1)",
        "DELETE FROM t WHERE a = f()",
        "DELETE FROM t WHERE a + 1 = 2",
        "DELETE FROM t USING t AS u WHERE t.a = 1 AND u.b = 2",
        "WITH x AS (SELECT 1 FROM t WHERE id = 1) DELETE FROM t WHERE a > 0",
        "WITH x AS (DELETE FROM t WHERE a > 0) SELECT 1 FROM t WHERE id = 1",
        "WITH x AS (SELECT 1 FROM s.t WHERE id = 1) UPDATE t SET a = 1 WHERE b > 0",
        "INSERT INTO t SELECT * FROM t WHERE id = 1",
        "SELECT 1 FROM t WHERE id = 1 UNION SELECT 1 FROM t",
        "DO $$ BEGIN DELETE FROM t WHERE id = 1; DELETE FROM t WHERE a > 0; END $$",
      })
  void nothingElseIsFixed(String sql) {
    assertThat(references(sql)).noneMatch(Reference.Fixed.class::isInstance);
  }

  @Test
  void columnsAreTakenFromTheTargetOnlyWhereTheyAreSet() {
    assertThat(effects("UPDATE t SET a = 1")).isEqualTo("update table t(a) [unbounded]");
  }

  private static Set<Reference> references(String sql) {
    return ((Reading.Understood) read(sql)).statements().get(0).references();
  }
}
