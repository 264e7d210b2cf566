package dev.sallyport.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.majors.PostgresMajor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of object is seen on every supported major that is at hand. */
class FactMajorsTest {
  static List<PostgresMajor> majors() {
    return PostgresMajor.all();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("majors")
  void seesEveryKind(PostgresMajor major) throws Exception {
    assumeTrue(major.isAvailable(), major.absence());
    Set<FactKind> seen = EnumSet.noneOf(FactKind.class);
    try (EmbeddedPostgres server = major.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : EveryKindScript.statements()) {
        statement.execute(sql);
      }
      String url = "postgresql://postgres@localhost:" + server.getPort() + "/postgres";
      try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null)) {
        SchemaFacts facts = target.facts(FactReader::read);
        facts.all().forEach(fact -> seen.add(fact.kind()));
      }
    }

    assertThat(seen).containsExactlyInAnyOrder(FactKind.values());
  }
}
