package dev.sallyport.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the catalog knows about a statement. */
class ResolutionTest {
  private static final Catalog CATALOG = new Catalog();
  private static TargetDatabase target;
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE TABLE users(id int PRIMARY KEY, email text, tenant int, slug text,"
            + " UNIQUE (tenant, slug))",
        "CREATE UNIQUE INDEX partial ON users(email) WHERE tenant = 1",
        "CREATE TABLE orders(id int PRIMARY KEY,"
            + " user_id int REFERENCES users ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE lines(order_id int REFERENCES orders ON DELETE CASCADE)",
        "CREATE TABLE notes(user_id int REFERENCES users ON DELETE SET NULL)",
        "CREATE TABLE plain(id int)",
        "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "CREATE TABLE watched(id int PRIMARY KEY)",
        "CREATE TRIGGER t AFTER UPDATE ON watched FOR EACH ROW EXECUTE FUNCTION audit()",
        "CREATE TABLE off(id int)",
        "CREATE TRIGGER t AFTER UPDATE ON off FOR EACH ROW EXECUTE FUNCTION audit()",
        "ALTER TABLE off DISABLE TRIGGER t",
        "CREATE TABLE ruled(id int)",
        "CREATE RULE r AS ON INSERT TO ruled DO ALSO DELETE FROM plain",
        "CREATE VIEW emails AS SELECT email FROM users",
        "CREATE VIEW sleeper AS SELECT pg_try_advisory_lock(1) FROM plain",
        "CREATE VIEW locker AS SELECT id FROM plain FOR UPDATE",
        "CREATE VIEW over_locker AS SELECT id FROM locker",
        "CREATE DOMAIN label AS text CHECK (length(VALUE) > 1)",
        "CREATE MATERIALIZED VIEW frozen AS SELECT 1 AS one",
        "CREATE TABLE parts(id int) PARTITION BY RANGE (id)",
        "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)",
        "CREATE FUNCTION length(varchar) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION secret(users) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION email(users) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION same(text, text) RETURNS bool LANGUAGE sql AS 'SELECT true'",
        "CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same)",
        "CREATE OPERATOR ~~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = same)",
        "CREATE TABLE made(id int DEFAULT mine())",
        "CREATE TABLE made2(id bigserial)",
        "CREATE DOMAIN checked AS int CHECK (mine() > VALUE)",
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE FOREIGN DATA WRAPPER nowhere",
        "CREATE SERVER elsewhere FOREIGN DATA WRAPPER nowhere",
        "CREATE FOREIGN TABLE remote(id int) SERVER elsewhere",
        "CREATE SCHEMA hidden",
        "CREATE TABLE hidden.users(id int)",
        "CREATE SCHEMA app",
        "CREATE TYPE app.state AS ENUM ('on', 'off')",
        "CREATE TABLE app.owners(id int PRIMARY KEY, name text)",
        "CREATE TABLE app.cars(id serial PRIMARY KEY, owner int REFERENCES app.owners,"
            + " state app.state DEFAULT 'on')",
        "CREATE VIEW app.names AS SELECT name FROM app.owners",
        "CREATE VIEW app.again AS SELECT name FROM app.names",
        "CREATE FUNCTION app.limits(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'",
        "CREATE TABLE limited(id int, CONSTRAINT inside CHECK (app.limits(id)))",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO agent");
    target = database.target();
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    target.close();
    reader.close();
  }

  private static Statement resolve(String sql) {
    Reading reading = reader.read(sql);
    assertThat(reading).as(sql).isInstanceOf(Reading.Understood.class);
    Statement statement = ((Reading.Understood) reading).statements().get(0);
    return target.facts(session -> CATALOG.resolve(statement, session));
  }

  private static List<String> effects(String sql) {
    List<String> words = new ArrayList<>();
    resolve(sql)
        .effects()
        .forEach(
            effect ->
                words.add(
                    (effect.kind().label()
                            + " "
                            + effect.objectKind().label()
                            + " "
                            + effect.object()
                            + " "
                            + String.join(
                                " ",
                                effect.qualifiers().stream().map(q -> q.label()).sorted().toList()))
                        .strip()));
    return words;
  }

  private static Arguments row(String sql, String... effects) {
    return argumentSet(sql, sql, List.of(effects));
  }

  static Stream<Arguments> theCatalogAdds() {
    return Stream.of(
        row("SELECT email FROM users", "read table public.users"),
        row("SELECT * FROM hidden.users", "read table hidden.users"),
        row("DELETE FROM plain WHERE id = 1", "delete table public.plain"),
        row(
            "DELETE FROM users WHERE id = 1",
            "delete table public.users keyed",
            "delete table public.orders implicit",
            "delete table public.lines implicit",
            "update table public.notes implicit"),
        row(
            "UPDATE users SET slug = 'x' WHERE tenant = 1 AND slug = 'y'",
            "update table public.users keyed"),
        row("UPDATE users SET slug = 'x' WHERE email = 'e'", "update table public.users"),
        row("UPDATE users SET slug = 'x' WHERE tenant = 1", "update table public.users"),
        row(
            "UPDATE users SET id = 2 WHERE id = 1",
            "update table public.users keyed",
            "update table public.orders implicit"),
        row(
            "UPDATE watched SET id = 2 WHERE id = 1",
            "update table public.watched keyed",
            "call function public.audit implicit"),
        row("DELETE FROM watched WHERE id = 1", "delete table public.watched keyed"),
        row("UPDATE off SET id = 2 WHERE id = 1", "update table public.off"),
        row(
            "INSERT INTO ruled VALUES (1)",
            "insert table public.ruled",
            "call rule public.ruled.r implicit"),
        row("SELECT * FROM emails", "read view public.emails", "read table public.users implicit"),
        row(
            "SELECT * FROM sleeper",
            "read view public.sleeper",
            "read table public.plain implicit",
            "lock function pg_catalog.pg_try_advisory_lock implicit"),
        row("SELECT * FROM locker", "lock view public.locker implicit"),
        row("SELECT * FROM over_locker", "lock view public.locker implicit"),
        row("SELECT * FROM frozen", "read materialized-view public.frozen"),
        row(
            "SELECT * FROM remote",
            "read foreign-table public.remote",
            "network foreign-table public.remote implicit"),
        row(
            "DELETE FROM parts WHERE id = 1",
            "delete table public.parts",
            "delete table public.parts_1 implicit"),
        row("REINDEX TABLE parts", "maintenance table public.parts non-transactional one-reader"),
        row("CLUSTER parts", "maintenance table public.parts non-transactional one-reader rewrite"),
        row("REINDEX TABLE off", "maintenance table public.off one-reader"),
        row("ANALYZE parts", "maintenance table public.parts"),
        row("INSERT INTO made DEFAULT VALUES", "call function public.mine implicit"),
        row("SELECT mine()", "call function public.mine"),
        row("SELECT length('x')", "call function public.length"),
        row("SELECT u.secret FROM users u", "call function public.secret"),
        row("SELECT 'a' === 'b'", "call operator public.=== one-reader"),
        row("SELECT 1::checked", "call type public.checked"),
        row(
            "TRUNCATE users CASCADE",
            "truncate table public.users cascade data-loss",
            "truncate table public.orders cascade data-loss implicit",
            "truncate table public.lines cascade data-loss implicit"),
        row("CREATE TABLE fresh(id int)", "create table public.fresh"),
        row(
            "CREATE TABLE fresh(l int REFERENCES limited)",
            "create table public.fresh",
            "alter table public.limited implicit"),
        row("DROP TABLE users CASCADE", "drop view public.emails cascade implicit"));
  }

  static Stream<Arguments> cascadeTakes() {
    return Stream.of(
        row(
            "DROP TABLE app.owners CASCADE",
            "drop constraint app.cars.cars_owner_fkey",
            "drop view app.again",
            "drop view app.names"),
        row(
            "ALTER TABLE app.owners DROP COLUMN name CASCADE",
            "drop view app.again",
            "drop view app.names"),
        row(
            "ALTER TABLE app.owners DROP COLUMN id CASCADE",
            "drop constraint app.cars.cars_owner_fkey",
            "drop constraint app.owners.owners_pkey"),
        row(
            "ALTER TABLE app.owners DROP CONSTRAINT owners_pkey CASCADE",
            "drop constraint app.cars.cars_owner_fkey"),
        row("DROP TYPE app.state CASCADE", "drop column app.cars.state"),
        row("DROP FUNCTION app.limits(int) CASCADE", "drop constraint public.limited.inside"),
        row("DROP SEQUENCE app.cars_id_seq CASCADE", "drop column app.cars.id"),
        row(
            "DROP SCHEMA app CASCADE",
            "drop constraint public.limited.inside",
            "drop function app.limits",
            "drop sequence app.cars_id_seq",
            "drop table app.cars",
            "drop table app.owners",
            "drop type app.state",
            "drop view app.again",
            "drop view app.names"),
        row("DROP VIEW app.names CASCADE", "drop view app.again"),
        row("DROP VIEW app.again CASCADE"));
  }

  @ParameterizedTest
  @MethodSource
  void cascadeTakes(String sql, List<String> expected) {
    assertThat(
            effects(sql).stream()
                .filter(effect -> effect.startsWith("drop") && effect.contains("implicit"))
                .map(effect -> effect.replaceFirst(" cascade.*", "")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource
  void theCatalogAdds(String sql, List<String> expected) {
    assertThat(effects(sql)).containsAll(expected);
  }

  static Stream<Arguments> theCatalogDoesNotAdd() {
    return Stream.of(
        row("SELECT email FROM users WHERE id = 1 AND email LIKE 'a%'", "call"),
        row("SELECT u.email FROM users u", "call"),
        row("SELECT u.label FROM users u", "call"),
        row("SELECT e.label FROM json_to_recordset('[]') AS e(label text)", "call"),
        row("SELECT e.label FROM unnest(ARRAY['x']) e(label)", "call"),
        row("SELECT id FROM emails, plain", "lock"),
        row("SELECT pg_catalog.length('x')", "call"),
        row("SELECT upper('x') || lower('Y'), count(*) FROM users GROUP BY 1", "call"),
        row("SELECT 'ok'::mood, 1::int, now()::date", "call"),
        row("UPDATE users SET email = 'x' WHERE email = 'e'", "keyed"),
        row("UPDATE users SET slug = 'x' WHERE id = 1", "public.orders"),
        row("INSERT INTO plain VALUES (1)", "implicit"),
        row("CREATE TABLE fresh(l int REFERENCES limited)", "call"),
        row("SELECT relname FROM pg_class", "implicit"),
        row("SELECT table_name FROM information_schema.tables", "implicit"));
  }

  @ParameterizedTest
  @MethodSource
  void theCatalogDoesNotAdd(String sql, List<String> absent) {
    assertThat(String.join("\n", effects(sql))).doesNotContain(absent);
  }

  @Test
  void resolvingTwiceIsResolvingOnce() {
    Statement once = resolve("DELETE FROM users WHERE id = length('x')");
    Statement twice = target.facts(session -> CATALOG.resolve(once, session));
    assertThat(twice.effects()).containsExactlyInAnyOrderElementsOf(once.effects());
    Statement key = resolve("CREATE TABLE fresh(l int REFERENCES limited)");
    assertThat(target.facts(session -> CATALOG.resolve(key, session)).effects())
        .containsExactlyInAnyOrderElementsOf(key.effects());
  }
}
