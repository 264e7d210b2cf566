package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making and changing tables, views, indexes and what is attached to them. */
class TableReadingTest extends ReadingCase {
  static Stream<Arguments> creations() {
    return Stream.of(
        argumentSet(
            "table",
            "CREATE TABLE s.t (id bigint PRIMARY KEY, a text NOT NULL)",
            "create table s.t"),
        argumentSet(
            "foreign key",
            "CREATE TABLE t (u int REFERENCES users ON DELETE CASCADE)",
            "alter table users [implicit]; create table t"),
        argumentSet(
            "foreign key of the table",
            "CREATE TABLE s.t (a int, FOREIGN KEY (a) REFERENCES s.u (id))",
            "alter table s.u [implicit]; create table s.t"),
        argumentSet(
            "foreign key to itself", "CREATE TABLE t (u int REFERENCES t)", "create table t"),
        argumentSet(
            "foreign key within a schema that is made",
            "CREATE SCHEMA s CREATE TABLE u (id int PRIMARY KEY) CREATE TABLE t (u int REFERENCES"
                + " s.u)",
            "create schema s; create table s.t; create table s.u"),
        argumentSet(
            "partition",
            "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2)",
            "alter table p [implicit]; create table p1"),
        argumentSet("like", "CREATE TABLE t (LIKE u INCLUDING ALL)", "create table t"),
        argumentSet("as", "CREATE TABLE t AS SELECT id FROM u", "create table t; read table u(id)"),
        argumentSet("as execute", "CREATE TABLE t AS EXECUTE p(1)", "call other p; create table t"),
        argumentSet("view", "CREATE VIEW v AS SELECT id FROM u", "create view v; read table u(id)"),
        argumentSet(
            "or replace", "CREATE OR REPLACE VIEW v AS SELECT 1", "alter view v; create view v"),
        argumentSet(
            "materialized view",
            "CREATE MATERIALIZED VIEW v AS SELECT id FROM u",
            "create materialized-view v; read table u(id)"),
        argumentSet(
            "schema with elements",
            "CREATE SCHEMA s CREATE TABLE t (a int)",
            "create schema s; create table s.t"),
        argumentSet("schema of a role", "CREATE SCHEMA AUTHORIZATION bob", "create schema bob"),
        argumentSet("sequence", "CREATE SEQUENCE s.q START 5", "create sequence s.q"),
        argumentSet(
            "index", "CREATE INDEX i ON s.t (a, lower(b))", "alter table s.t; create index s.i"),
        argumentSet(
            "index concurrently",
            "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
            "alter table t [concurrently, non-transactional];"
                + " create index i [concurrently, non-transactional]"),
        argumentSet(
            "foreign table",
            "CREATE FOREIGN TABLE f (a int) SERVER x",
            "create foreign-table f; network server x"),
        argumentSet(
            "trigger",
            "CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
            "alter table t; call function f; create trigger t.g"),
        argumentSet(
            "rule",
            "CREATE RULE r AS ON INSERT TO t DO INSTEAD DELETE FROM u",
            "alter table t; create rule t.r; delete table u [unbounded, implicit]"),
        argumentSet(
            "policy",
            "CREATE POLICY p ON t USING (owner = current_user)",
            "alter table t; create policy t.p"),
        argumentSet(
            "event trigger",
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
            "admin event-trigger e; create event-trigger e"));
  }

  @ParameterizedTest
  @MethodSource
  void creations(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        argumentSet("add column", "ADD COLUMN a int", "alter table t(a)"),
        argumentSet("constant default", "ADD a int DEFAULT 5", "alter table t(a)"),
        argumentSet("stable default", "ADD a timestamptz DEFAULT now()", "alter table t(a)"),
        argumentSet(
            "volatile default",
            "ADD a uuid DEFAULT gen_random_uuid()",
            "alter table t(a) [rewrite]"),
        argumentSet("serial", "ADD a bigserial", "alter table t(a) [rewrite]"),
        argumentSet(
            "identity", "ADD a int GENERATED ALWAYS AS IDENTITY", "alter table t(a) [rewrite]"),
        argumentSet(
            "stored", "ADD a int GENERATED ALWAYS AS (b + 1) STORED", "alter table t(a) [rewrite]"),
        argumentSet("virtual", "ADD a int GENERATED ALWAYS AS (b + 1) VIRTUAL", "alter table t(a)"),
        argumentSet(
            "drop column",
            "DROP COLUMN a",
            "alter table t(a) [data-loss]; drop column t.a [data-loss]"),
        argumentSet(
            "drop column cascade",
            "DROP a CASCADE",
            "alter table t(a) [cascade, data-loss]; drop column t.a [cascade, data-loss]"),
        argumentSet("to text", "ALTER a TYPE text", "alter table t(a)"),
        argumentSet("to bigint", "ALTER a TYPE bigint", "alter table t(a) [rewrite]"),
        argumentSet(
            "narrower", "ALTER a TYPE varchar(20)", "alter table t(a) [data-loss, rewrite]"),
        argumentSet(
            "by an expression",
            "ALTER a TYPE text USING left(a, 1)",
            "alter table t(a) [data-loss, rewrite]"),
        argumentSet("set not null", "ALTER a SET NOT NULL", "alter table t(a)"),
        argumentSet("drop default", "ALTER a DROP DEFAULT", "alter table t(a)"),
        argumentSet("statistics", "ALTER a SET STATISTICS 100", "alter table t(a)"),
        argumentSet(
            "identity later", "ALTER a ADD GENERATED BY DEFAULT AS IDENTITY", "alter table t(a)"),
        argumentSet("restart identity", "ALTER a RESTART WITH 5", "alter table t(a)"),
        argumentSet("add constraint", "ADD CONSTRAINT c CHECK (a > 0) NOT VALID", "alter table t"),
        argumentSet("add key by index", "ADD PRIMARY KEY USING INDEX i", "alter table t"),
        argumentSet(
            "drop constraint",
            "DROP CONSTRAINT c CASCADE",
            "alter table t [cascade]; drop constraint t.c [cascade]"),
        argumentSet("validate", "VALIDATE CONSTRAINT c", "alter table t"),
        argumentSet("unlogged", "SET UNLOGGED", "alter table t [rewrite]"),
        argumentSet("access method", "SET ACCESS METHOD heap", "alter table t [rewrite]"),
        argumentSet("tablespace", "SET TABLESPACE x", "alter table t [rewrite]"),
        argumentSet("options", "SET (fillfactor = 70)", "alter table t"),
        argumentSet("owner", "OWNER TO bob", "alter table t; grant table t"),
        argumentSet("row security on", "ENABLE ROW LEVEL SECURITY", "alter table t"),
        argumentSet(
            "row security off", "DISABLE ROW LEVEL SECURITY", "alter table t; grant table t"),
        argumentSet("triggers off", "DISABLE TRIGGER ALL", "alter table t"),
        argumentSet("inherit", "INHERIT p", "alter table p; alter table t"),
        argumentSet(
            "attach", "ATTACH PARTITION p FOR VALUES IN (1)", "alter table p; alter table t"),
        argumentSet(
            "detach concurrently",
            "DETACH PARTITION p CONCURRENTLY",
            "alter table p [concurrently, non-transactional];"
                + " alter table t [concurrently, non-transactional]"),
        argumentSet(
            "foreign key",
            "ADD FOREIGN KEY (a) REFERENCES s.u NOT VALID",
            "alter table s.u [implicit]; alter table t"),
        argumentSet(
            "column with a foreign key",
            "ADD a int REFERENCES u ON DELETE SET NULL",
            "alter table t(a); alter table u [implicit]"),
        argumentSet(
            "foreign key to itself", "ADD FOREIGN KEY (a) REFERENCES t (id)", "alter table t"),
        argumentSet("replica identity", "REPLICA IDENTITY FULL", "alter table t"),
        argumentSet("rename", "RENAME TO u", "alter table t"),
        argumentSet("rename column", "RENAME a TO b", "alter column t.a; alter table t"),
        argumentSet("schema", "SET SCHEMA s", "alter table t"),
        argumentSet(
            "several",
            "ADD a int, DROP b",
            "alter table t(a); alter table t(b) [data-loss]; drop column t.b [data-loss]"));
  }

  @ParameterizedTest
  @MethodSource
  void changes(String command, String expected) {
    assertThat(effects("ALTER TABLE t " + command)).isEqualTo(expected);
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        argumentSet(
            "a table made before",
            "CREATE TABLE u (id int PRIMARY KEY); CREATE INDEX i ON u (id);"
                + " CREATE TABLE t (u int REFERENCES u)",
            "create table u | alter table u; create index i | create table t"),
        argumentSet(
            "a partition of a table made before",
            "CREATE TABLE p (a int) PARTITION BY LIST (a);"
                + " CREATE TABLE q PARTITION OF p FOR VALUES IN (1)",
            "create table p | create table q"),
        argumentSet(
            "a table that may have been there",
            "CREATE TABLE IF NOT EXISTS u (id int PRIMARY KEY); CREATE TABLE t (u int REFERENCES"
                + " u)",
            "create table u | alter table u [implicit]; create table t"),
        argumentSet(
            "a table of another schema",
            "CREATE TABLE s.u (id int PRIMARY KEY); CREATE TABLE t (u int REFERENCES u)",
            "create table s.u | alter table u [implicit]; create table t"),
        argumentSet(
            "a name that moved",
            "CREATE TABLE u (id int); ALTER TABLE u RENAME TO v; CREATE TABLE t (u int REFERENCES"
                + " u)",
            "create table u | alter table u | alter table u [implicit]; create table t"),
        argumentSet(
            "another search_path",
            "CREATE TABLE u (id int); SET search_path = s; CREATE TABLE t (u int REFERENCES u)",
            "create table u | session setting search_path |"
                + " alter table u [implicit]; create table t"));
  }

  /** What a text makes itself it may point to. */
  @ParameterizedTest
  @MethodSource
  void scripts(String sql, String expected) {
    assertThat(effects(sql).replace("\n", " | ")).isEqualTo(expected);
  }

  static Stream<Arguments> otherChanges() {
    return Stream.of(
        argumentSet(
            "system table",
            "ALTER TABLE pg_class ADD a int",
            "admin table pg_class; alter table pg_class(a)"),
        argumentSet(
            "foreign options",
            "ALTER FOREIGN TABLE f OPTIONS (SET a 'b')",
            "alter foreign-table f; network foreign-table f"),
        argumentSet("sequence", "ALTER SEQUENCE s RESTART", "alter sequence s"),
        argumentSet("index", "ALTER INDEX i RENAME TO j", "alter index i"),
        argumentSet(
            "trigger", "ALTER TRIGGER g ON t RENAME TO h", "alter table t; alter trigger t.g"),
        argumentSet(
            "all in a tablespace",
            "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b",
            "admin tablespace a; alter table [rewrite]"));
  }

  @ParameterizedTest
  @MethodSource
  void otherChanges(String sql, String expected) {
    assertThat(effects(sql)).isEqualTo(expected);
  }

  /** Migrations are full of these; none may hold anything unknown or a call. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TYPE \"Status\" AS ENUM ('A', 'B')",
        "ALTER TYPE \"Status\" ADD VALUE 'C' AFTER 'B'",
        "CREATE TABLE \"User\" (\"id\" SERIAL NOT NULL, \"at\" TIMESTAMP(3) DEFAULT"
            + " CURRENT_TIMESTAMP, CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\"))",
        "CREATE UNIQUE INDEX \"User_email_key\" ON \"User\"(\"email\")",
        "ALTER TABLE \"Post\" ADD CONSTRAINT \"f\" FOREIGN KEY (\"a\") REFERENCES \"User\"(\"id\")"
            + " ON DELETE RESTRICT ON UPDATE CASCADE",
        "ALTER TABLE \"User\" ALTER COLUMN \"role\" SET DEFAULT 'A'::\"Status\"",
        "COMMENT ON COLUMN t.a IS 'x'",
        "CREATE EXTENSION IF NOT EXISTS \"pgcrypto\"",
        "CREATE DOMAIN email AS text CHECK (value ~ '@')",
      })
  void migrationsAreUnderstood(String sql) {
    assertThat(effects(sql)).doesNotContain("unknown", "call", "refused");
  }
}
