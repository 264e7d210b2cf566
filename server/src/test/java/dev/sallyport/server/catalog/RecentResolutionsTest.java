package dev.sallyport.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was asked of the catalog is kept only as long as nothing changes. */
class RecentResolutionsTest {
  private static final Catalog CATALOG = new Catalog();
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void whatIsCommittedBetweenTwoRequestsIsSeenByTheSecond() {
    TestServer.TestDatabase database = TestServer.create();
    database.run("CREATE TABLE t(id int)", "GRANT SELECT ON t TO agent");
    Statement statement =
        ((Reading.Understood) reader.read("SELECT upper('x') FROM t")).statements().get(0);
    try (TargetDatabase other = database.target()) {
      Statement before = other.facts(session -> CATALOG.resolve(statement, session));
      database.run(
          "CREATE FUNCTION upper(varchar) RETURNS text LANGUAGE sql AS 'SELECT $1'",
          "DROP TABLE t",
          "CREATE VIEW t AS SELECT 1 AS id");
      Statement after = other.facts(session -> CATALOG.resolve(statement, session));
      assertThat(before.has(EffectKind.CALL)).isFalse();
      assertThat(after.has(EffectKind.CALL)).isTrue();
      assertThat(after.effects()).anyMatch(effect -> effect.objectKind() == ObjectKind.VIEW);
    }
  }

  @Test
  void whatWasAskedForOneStatementIsAskedAgainForTheNextOnceSomethingIsCommitted() {
    TestServer.TestDatabase database = TestServer.create();
    database.run("CREATE TABLE t(id int)", "GRANT SELECT ON t TO agent");
    List<Statement> alike = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      String sql = "SELECT upper('x') FROM t WHERE id = " + i;
      alike.add(((Reading.Understood) reader.read(sql)).statements().get(0));
    }
    try (TargetDatabase other = database.target()) {
      List<Boolean> calls = new ArrayList<>();
      for (Statement statement : alike) {
        Statement resolved = other.facts(session -> CATALOG.resolve(statement, session));
        calls.add(resolved.has(EffectKind.CALL));
        if (calls.size() == 2) {
          database.run("CREATE FUNCTION upper(varchar) RETURNS text LANGUAGE sql AS 'SELECT $1'");
        }
      }
      assertThat(calls).containsExactly(false, false, true);
    }
  }

  /** Only a superuser can put a function there; it is no built-in for that. */
  @Test
  void aFunctionAddedToTheSystemsSchemaIsNotBuiltIn() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE FUNCTION pg_catalog.upper(varchar) RETURNS text LANGUAGE sql AS 'SELECT $1'");
    Statement statement =
        ((Reading.Understood) reader.read("SELECT upper('x')")).statements().get(0);
    try (TargetDatabase other = database.target()) {
      assertThat(other.facts(session -> CATALOG.resolve(statement, session)).has(EffectKind.CALL))
          .isTrue();
    }
  }
}
