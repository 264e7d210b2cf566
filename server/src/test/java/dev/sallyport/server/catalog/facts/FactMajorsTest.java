package dev.sallyport.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.majors.PostgresMajor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of object is seen on every supported major that is at hand; and every catalog is read
 * for facts, or {@code docs/drift.md} says why it is not.
 */
class FactMajorsTest {
  private static final Pattern CATALOG = Pattern.compile("\\bpg_[a-z_]+\\b");
  private static final String CATALOGS =
      "SELECT relname FROM pg_class WHERE relkind = 'r'"
          + " AND relnamespace = 'pg_catalog'::regnamespace";

  static List<PostgresMajor> majors() {
    return PostgresMajor.all();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("majors")
  void seesEveryKind(PostgresMajor major) throws Exception {
    assumeTrue(major.isAvailable(), major.absence());
    Set<String> accounted = named(Files.readString(Path.of("../docs/drift.md")));
    accounted.addAll(read());
    List<String> forgotten = new ArrayList<>();
    Set<FactKind> seen = EnumSet.noneOf(FactKind.class);
    try (EmbeddedPostgres server = major.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : EveryKindScript.statements()) {
        statement.execute(sql);
      }
      try (ResultSet catalogs = statement.executeQuery(CATALOGS)) {
        while (catalogs.next()) {
          if (!accounted.contains(catalogs.getString(1))) {
            forgotten.add(catalogs.getString(1));
          }
        }
      }
      String url = "postgresql://postgres@localhost:" + server.getPort() + "/postgres";
      try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null)) {
        SchemaFacts facts = target.facts(FactReader::read);
        facts.all().forEach(fact -> seen.add(fact.kind()));
      }
    }

    assertThat(seen).containsExactlyInAnyOrder(FactKind.values());
    assertThat(forgotten).isEmpty();
  }

  /** The catalogs that any query for facts names. */
  private static Set<String> read() throws IllegalAccessException {
    Set<String> read = new TreeSet<>();
    for (Class<?> queries :
        List.of(
            TypeSql.class,
            RelationSql.class,
            RoutineSql.class,
            OtherSql.class,
            DecorationSql.class,
            NeedSql.class)) {
      for (Field field : queries.getDeclaredFields()) {
        if (field.getType() == String.class && !field.getName().equals("STAMP")) {
          field.setAccessible(true);
          read.addAll(named(String.valueOf(field.get(null))));
        }
      }
    }
    return read;
  }

  private static Set<String> named(String text) {
    Set<String> named = new TreeSet<>();
    Matcher matcher = CATALOG.matcher(text);
    while (matcher.find()) {
      named.add(matcher.group());
    }
    return named;
  }
}
