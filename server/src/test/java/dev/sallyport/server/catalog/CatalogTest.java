package dev.sallyport.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.catalog.Description.Column;
import dev.sallyport.server.catalog.Description.EnumType;
import dev.sallyport.server.catalog.Description.Key;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fingerprints, descriptions and estimates. */
class CatalogTest {
  private static final Catalog CATALOG = new Catalog();
  private TestServer.TestDatabase database;
  private TargetDatabase target;

  @BeforeEach
  void open() {
    database = TestServer.create();
    database.run(
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE TABLE users(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            + " email text NOT NULL UNIQUE, mood mood DEFAULT 'ok', CHECK (email <> ''))",
        "COMMENT ON TABLE users IS 'who signs in'",
        "COMMENT ON COLUMN users.email IS 'lower case'",
        "CREATE TABLE orders(id int PRIMARY KEY, user_id int NOT NULL"
            + " REFERENCES users ON DELETE CASCADE)",
        "CREATE INDEX by_user ON orders(user_id)",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE VIEW emails AS SELECT email FROM users",
        "CREATE TABLE apart(id int)",
        "INSERT INTO users(email) SELECT 'u' || i FROM generate_series(1, 100) i",
        "INSERT INTO orders SELECT i, (i % 100) + 1 FROM generate_series(1, 1000) i",
        "ANALYZE",
        "GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA public TO agent");
    target = database.target();
  }

  @AfterEach
  void close() {
    target.close();
  }

  private SchemaFingerprint fingerprint(String... names) {
    Set<ObjectName> objects =
        Set.of(names).stream().map(ObjectName::of).collect(java.util.stream.Collectors.toSet());
    return target.facts(session -> CATALOG.fingerprint(objects, session));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE users ADD COLUMN age int | public.users column age",
        "ALTER TABLE users ALTER email DROP NOT NULL | public.users column email",
        "ALTER TABLE users ALTER mood SET DEFAULT 'sad' | public.users column mood",
        "ALTER TABLE users ADD CHECK (id > 0) | public.users constraint users_id_check",
        "ALTER TABLE users DISABLE TRIGGER touched | public.users trigger touched",
        "CREATE INDEX extra ON users(mood) | public.users index public.extra",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY | `public.users`",
        "CREATE POLICY p ON users USING (id = 1) | public.users policy p",
        "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RETURN OLD; END $$ | public.users trigger touched",
        "CREATE OR REPLACE VIEW emails AS SELECT 'x'::text AS email, id FROM users |"
            + " seen by public.emails",
        "CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING | public.users rule r",
        "ALTER TYPE mood ADD VALUE 'good' | public.users type public.mood",
        "ALTER TABLE apart ADD COLUMN user_id int REFERENCES users | referenced by public.apart",
        "DROP TABLE users CASCADE | `users` is new: no relation"
      })
  void aChangedObjectHasAnotherFingerprintAndTheWordsSayHow(String change, String words) {
    SchemaFingerprint before = fingerprint("users");
    database.run(change);
    SchemaFingerprint after = fingerprint("users");
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(String.join("\n", before.differenceTo(after))).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO users(email) VALUES ('new')",
        "ANALYZE",
        "VACUUM FULL users",
        "ALTER TABLE apart ADD COLUMN x int",
        "CREATE TABLE other(id int)"
      })
  void whatDoesNotConcernAnObjectLeavesItsFingerprint(String change) {
    SchemaFingerprint before = fingerprint("users");
    database.run(change);
    assertThat(fingerprint("users").digest()).isEqualTo(before.digest());
    assertThat(before.differenceTo(fingerprint("users"))).isEmpty();
  }

  @Test
  void anAbsentObjectThatAppearsChangesTheFingerprint() {
    SchemaFingerprint before = fingerprint("later");
    database.run("CREATE TABLE later(id int)");
    assertThat(fingerprint("later").digest()).isNotEqualTo(before.digest());
  }

  @Test
  void aDescriptionSaysWhatSqlNeeds() {
    Description page = target.facts(s -> CATALOG.describe(List.of("users", "public.ord*"), 1, s));

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.next()).isZero();
    assertThat(page.enums()).containsExactly(new EnumType("public", "mood", List.of("sad", "ok")));
    Description.Relation orders = page.relations().get(0);
    assertThat(orders.keys())
        .containsExactly(
            new Key("primary", List.of("id"), null, null),
            new Key("foreign", List.of("user_id"), "public.users(id)", "cascade"));
    assertThat(orders.indexes()).singleElement().asString().contains("by_user");
    Description.Relation users = page.relations().get(1);
    assertThat(users.comment()).isEqualTo("who signs in");
    assertThat(users.rows()).isEqualTo(100);
    assertThat(users.bytes()).isPositive();
    assertThat(users.checks()).singleElement().asString().startsWith("CHECK");
    assertThat(users.columns())
        .containsExactly(
            new Column("id", "integer", false, "identity", null),
            new Column("email", "text", false, null, "lower case"),
            new Column("mood", "public.mood", true, "'ok'::public.mood", null));
  }

  @Test
  void manyTablesComeInPages() {
    for (int i = 0; i < 60; i++) {
      database.run("CREATE TABLE many_" + i + "(id int)");
    }
    database.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO agent");
    Description first = target.facts(s -> CATALOG.describe(List.of("many_*"), 1, s));
    Description second = target.facts(s -> CATALOG.describe(List.of("many_*"), 2, s));
    assertThat(first.relations()).hasSize(50);
    assertThat(first.next()).isEqualTo(2);
    assertThat(second.relations()).hasSize(10);
    assertThat(second.next()).isZero();
  }

  @Test
  void whatTheRoleMayNotSeeIsNotDescribed() {
    database.run("CREATE TABLE secrets(id int)", "REVOKE ALL ON secrets FROM agent");
    assertThat(target.facts(s -> CATALOG.describe(List.of("secrets"), 1, s)).relations()).isEmpty();
  }

  @Test
  void anEstimateCountsWhatCascadesTake() {
    Estimate estimate = estimate("DELETE FROM users WHERE id = 10");
    assertThat(estimate.exact()).isFalse();
    assertThat(estimate.rows())
        .containsEntry(ObjectName.of("public", "users"), 1L)
        .containsEntry(ObjectName.of("public", "orders"), 10L);
    assertThat(estimate.total()).isEqualTo(11);
  }

  @Test
  void whatCallsAUsersFunctionIsNotEvenPlanned() {
    database.run(
        "CREATE FUNCTION trap() RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'planned'; END $$");
    assertThat(estimate("DELETE FROM users WHERE id = trap()").rows()).isEmpty();
  }

  private Estimate estimate(String sql) {
    try (SqlReader reader = new SqlReader();
        ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      Statement statement = ((Reading.Understood) reader.read(sql)).statements().get(0);
      return CATALOG.estimate(CATALOG.resolve(statement, session.catalog()), session);
    }
  }

  @Test
  void aRoleOfLeastPrivilegesReadsAndDoesNothingElse() {
    List<String> statements =
        target.facts(s -> CATALOG.leastPrivileges("read er " + database.name(), false, s));
    statements.stream().filter(sql -> !sql.startsWith("\\")).forEach(sql -> database.run(sql));
    String role = "read%20er%20" + database.name();
    try (TargetDatabase reader =
        new TargetDatabase(database.settings("agent"), database.settings(role))) {
      assertThat(reader.readerPowers().labels()).isEmpty();
      try (ReadSession session = reader.openRead(ReadLimits.DEFAULT)) {
        assertThat(
                session
                    .query(
                        "SELECT count(*), has_table_privilege('users', 'INSERT, UPDATE, DELETE')"
                            + " FROM users",
                        ReadLimits.DEFAULT,
                        dev.sallyport.server.cancellation.Cancellation.none())
                    .rows())
            .containsExactly(List.of(100L, false));
      }
    }
  }

  /** Such a body is not text but a tree, kept elsewhere than others. */
  @Test
  void aFunctionWithAnAtomicBodyHasAFingerprintToo() {
    assumeTrue(TestServer.major() >= 14, "PostgreSQL 13 has no such bodies");
    database.run("CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END");
    SchemaFingerprint before = fingerprint("f");
    database.run(
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 2; END");
    assertThat(before.differenceTo(fingerprint("f"))).hasSize(1);
  }
}
