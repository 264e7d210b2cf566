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
  private static final int SAMPLE = 30;
  private static final int CROWDED = 5;
  private static final ShadowTraits TRAITS =
      ShadowTraits.PLAIN.withRoles(List.of("app_reader")).ownedBy("app_owner");

  /** As the command line has them: the copies' owner is nobody that the databases know. */
  private static final ShadowTraits OF_COPIES =
      ShadowTraits.PLAIN.withRoles(List.of("app_reader", "app_owner"));

  /** More than twice of what most pairs are about, and none of their business. */
  private static final String CROWD = crowd();

  private static String crowd() {
    StringBuilder crowd = new StringBuilder("CREATE SCHEMA crowd;\n");
    for (int i = 1; i <= 6; i++) {
      crowd.append(
          """
          CREATE TABLE crowd.t%1$d(id int PRIMARY KEY, a text, b int UNIQUE, d int, e int,
            c int REFERENCES crowd.t%2$d);
          CREATE VIEW crowd.v%1$d AS SELECT * FROM crowd.t%1$d;
          """
              .formatted(i, Math.max(i - 1, 1)));
    }
    return crowd.toString();
  }

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
    allConverge(chosen(System.getProperty("convergence", "")));
  }

  @Test
  void scriptsProvenOnThePartTheyReachHoldForTheWhole() throws IOException {
    String which = System.getProperty("convergence", "");
    List<Pair> crowded =
        chosen(which).stream()
            .limit(which.isEmpty() ? CROWDED : Long.MAX_VALUE)
            .map(pair -> new Pair(pair.name(), CROWD + pair.from(), CROWD + pair.to()))
            .toList();

    allConverge(crowded);
  }

  private static void allConverge(List<Pair> pairs) {
    List<String> problems = new ArrayList<>();
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
      ((ScriptOutcome.Proven) outcome)
          .remarks().stream()
              // No script changes it, and no pair is about it.
              .filter(remark -> !remark.startsWith("the columns of table"))
              .forEach(remark -> problems.add(pair + " remark: " + remark));
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
