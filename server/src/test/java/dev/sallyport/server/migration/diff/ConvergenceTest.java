package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts between pairs of schemas, applied and read again. Every pair with {@code
 * -Dconvergence=all}, those whose names match with {@code -Dconvergence=REGEX}, else a sample.
 */
class ConvergenceTest {
  private static final int SAMPLE = 12;
  private static final ShadowTraits TRAITS =
      ShadowTraits.PLAIN.withRoles(List.of("app_reader")).ownedBy("app_owner");

  /** As the command line has them: the copies' owner is nobody that the databases know. */
  private static final ShadowTraits OF_COPIES =
      ShadowTraits.PLAIN.withRoles(List.of("app_reader", "app_owner"));

  @TempDir static Path home;
  private static SqlReader reader;
  private static Shadow shadow;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    shadow = Shadow.embedded(home, reader);
  }

  @AfterAll
  static void close() {
    shadow.close();
    reader.close();
  }

  @Test
  void scriptsMakeOneSchemaOfTheOther() throws IOException {
    List<String> problems = new ArrayList<>();
    List<Pair> pairs = chosen(System.getProperty("convergence", ""));
    for (Pair pair : pairs) {
      try {
        problems.addAll(converge(pair));
      } catch (RuntimeException e) {
        problems.add(pair + ": " + e);
      }
    }

    assertThat(pairs).isNotEmpty();
    assertThat(problems).isEmpty();
  }

  private static List<Pair> chosen(String which) throws IOException {
    List<Pair> all = Pair.all();
    if (which.isEmpty()) {
      List<Pair> sample = new ArrayList<>();
      for (int i = 0; i < all.size(); i += SAMPLE - 1) {
        sample.add(all.get(i));
      }
      return sample;
    }
    return which.equals("all")
        ? all
        : all.stream().filter(pair -> pair.name().matches(which)).toList();
  }

  private static List<String> converge(Pair pair) {
    try (ShadowDatabase from = database(pair.from());
        ShadowDatabase to = database(pair.to())) {
      SchemaFacts before = from.facts(FactReader::read);
      SchemaFacts goal = to.facts(FactReader::read);
      SchemaDiff diff = new SchemaDiff(shadow, OF_COPIES, Comparing.DATABASES);
      ScriptOutcome outcome = diff.script(before, goal);
      if (outcome instanceof ScriptOutcome.Refused refused) {
        return List.of(
            pair + ": " + refused.message() + " " + refused.left() + "\n" + refused.tried().text());
      }
      MigrationScript script = ((ScriptOutcome.Proven) outcome).script();
      script.statements().forEach(statement -> from.applyOwn(statement.sql()));
      List<String> left = diff.difference(from.facts(FactReader::read), goal).words();
      List<String> problems = new ArrayList<>();
      left.forEach(line -> problems.add(pair + " still: " + line + "\n" + script.text()));
      ((ScriptOutcome.Proven) outcome).remarks().forEach(r -> problems.add(pair + " remark: " + r));
      return problems;
    }
  }

  private static ShadowDatabase database(String sql) {
    ShadowDatabase database = shadow.lend(TRAITS);
    if (!sql.isEmpty()) {
      // Ours, and more than the SQL reader takes in one text.
      if (sql.contains("OWNER TO")) {
        List.of(sql.split(";\\s*")).forEach(database::applyOwn);
      } else {
        database.applyOwn(List.of(sql));
      }
    }
    return database;
  }
}
