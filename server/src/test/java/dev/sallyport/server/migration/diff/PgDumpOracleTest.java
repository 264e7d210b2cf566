package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.majors.PostgresMajor;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import dev.sallyport.server.shadow.TargetTraits;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the scripts against a judge that knows nothing of our facts: {@code pg_dump -s}. Needs
 * {@code -Dpgdump=PROGRAM} and the server of its major ({@code -Ppostgres-majors}); the shadow is
 * of the build's own major.
 */
class PgDumpOracleTest {
  @TempDir Path home;

  @Test
  void migratedDatabasesDumpLikeTheirGoals() throws Exception {
    String dump = System.getProperty("pgdump", "");
    assumeTrue(!dump.isEmpty(), "no pg_dump named");
    int major = Integer.getInteger("pgdump.major", 15);
    PostgresMajor version =
        PostgresMajor.all().stream().filter(one -> one.number() == major).findFirst().orElseThrow();
    assumeTrue(version.isAvailable(), version.absence());
    List<String> problems = new ArrayList<>();
    try (EmbeddedPostgres server = version.start();
        SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      run(server, "postgres", "CREATE ROLE app_reader");
      int number = 0;
      for (Pair pair : Pair.all()) {
        number++;
        if (number % Integer.getInteger("pgdump.step", 1) != 0) {
          continue;
        }
        try {
          problems.addAll(judge(server, shadow, pair, dump, number));
        } catch (SQLException | RuntimeException e) {
          problems.add(pair + ": " + e.getMessage());
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static List<String> judge(
      EmbeddedPostgres server, Shadow shadow, Pair pair, String dump, int number)
      throws SQLException, IOException {
    String from = "from" + number;
    String to = "to" + number;
    run(server, "postgres", "CREATE DATABASE " + from);
    run(server, "postgres", "CREATE DATABASE " + to);
    try {
      run(server, from, pair.from());
      run(server, to, pair.to());
      SchemaFacts before;
      ShadowTraits traits;
      try (TargetDatabase target = new TargetDatabase(settings(server, from), null)) {
        before = target.facts(FactReader::read);
        traits = target.facts(TargetTraits::of).ownedBy("postgres");
      }
      SchemaFacts goal;
      try (TargetDatabase target = new TargetDatabase(settings(server, to), null)) {
        goal = target.facts(FactReader::read);
      }
      ScriptOutcome outcome =
          new SchemaDiff(shadow, traits, Comparing.DATABASES).script(before, goal);
      if (outcome instanceof ScriptOutcome.Refused refused) {
        return List.of(pair + ": refused: " + refused.message() + " " + refused.left());
      }
      MigrationScript script = ((ScriptOutcome.Proven) outcome).script();
      // As psql would: new enum values are used only after they are committed.
      for (ScriptStatement statement : script.statements()) {
        run(server, from, statement.sql());
      }
      List<String> mine = dumped(dump, server, from);
      List<String> theirs = dumped(dump, server, to);
      if (mine.equals(theirs)) {
        return List.of();
      }
      List<String> more = new ArrayList<>(mine);
      theirs.forEach(more::remove);
      List<String> less = new ArrayList<>(theirs);
      mine.forEach(less::remove);
      return List.of(pair + ": SILENT: too much " + more + ", missing " + less);
    } finally {
      run(server, "postgres", "DROP DATABASE " + from);
      run(server, "postgres", "DROP DATABASE " + to);
    }
  }

  private static ConnectionSettings settings(EmbeddedPostgres server, String name) {
    return ConnectionSettings.parse(
        "postgresql://postgres@localhost:" + server.getPort() + "/" + name);
  }

  private static void run(EmbeddedPostgres server, String name, String sql) throws SQLException {
    try (Connection connection = server.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (!sql.isBlank()) {
        statement.execute(sql);
      }
    }
  }

  /** The dump's lines, sorted: the order of columns and of objects is no matter. */
  private static List<String> dumped(String dump, EmbeddedPostgres server, String name)
      throws IOException {
    Process process =
        new ProcessBuilder(
                dump, "-s", "-h", "localhost", "-p", "" + server.getPort(), "-U", "postgres", name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("--") && !line.startsWith("\\"))
        .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
        .sorted()
        .toList();
  }
}
