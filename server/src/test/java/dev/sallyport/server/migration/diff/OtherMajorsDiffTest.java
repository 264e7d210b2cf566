package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.majors.PostgresMajor;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of another major than the shadow, which is of the build's own. */
class OtherMajorsDiffTest {
  @TempDir Path home;

  @Test
  void namesThatTheShadowDoesNotKnowAreLeftToThePerson() throws Exception {
    PostgresMajor major = major(18);
    try (EmbeddedPostgres server = major.start();
        SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      SchemaFacts before = facts(server, "CREATE TABLE same (a int CONSTRAINT kept NOT NULL)");
      SchemaFacts goal =
          facts(server, "CREATE TABLE t (a int CONSTRAINT given NOT NULL, b int NOT NULL)");

      ScriptOutcome outcome =
          new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.DATABASES).script(before, goal);

      assertThat(((ScriptOutcome.Proven) outcome).remarks())
          .containsExactly(
              "the script leaves to you how NOT NULL of column `public.t.a` is named or checked,"
                  + " as the shadow is older than PostgreSQL 18");
    }
  }

  @Test
  void partsHaveNoIdentityBeforePostgres17() throws Exception {
    try (EmbeddedPostgres server = major(15).start();
        SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      SchemaFacts before =
          facts(
              server,
              """
              CREATE TABLE m (id int GENERATED ALWAYS AS IDENTITY, k int) PARTITION BY RANGE (k);
              CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (9);
              """);
      SchemaFacts goal =
          facts(
              server,
              """
              ALTER TABLE m ALTER id TYPE bigint;
              CREATE TABLE n (id int GENERATED ALWAYS AS IDENTITY, k int) PARTITION BY LIST (k);
              CREATE TABLE n1 PARTITION OF n DEFAULT;
              """);

      ScriptOutcome outcome =
          new SchemaDiff(shadow, ShadowTraits.PLAIN, Comparing.SCHEMAS).script(before, goal);

      assertThat(outcome).isInstanceOf(ScriptOutcome.Proven.class);
      assertThat(((ScriptOutcome.Proven) outcome).remarks()).isEmpty();
      assertThat(((ScriptOutcome.Proven) outcome).script().text())
          .contains("ALTER TABLE public.n ATTACH PARTITION public.n1 DEFAULT", "id TYPE bigint");
    }
  }

  private static PostgresMajor major(int number) {
    PostgresMajor major =
        PostgresMajor.all().stream()
            .filter(one -> one.number() == number)
            .findFirst()
            .orElseGet(() -> new PostgresMajor(number + ".0"));
    assumeTrue(major.isAvailable(), major.absence());
    return major;
  }

  /** Of the tables that were made before, and these. */
  private static SchemaFacts facts(EmbeddedPostgres server, String sql) throws Exception {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    String url = "postgresql://postgres@localhost:" + server.getPort() + "/postgres";
    try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null)) {
      return target.facts(FactReader::read);
    }
  }
}
