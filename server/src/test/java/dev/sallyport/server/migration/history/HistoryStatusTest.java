package dev.sallyport.server.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.migration.ProjectOnDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says of a history where no database answers. */
class HistoryStatusTest {
  @TempDir Path folder;

  @Test
  void saysWhatTheFilesTellWhereNoDatabaseAnswers() {
    ProjectOnDisk.booking(folder).with("prisma/migrations/09_gap.sql", "SELECT 1;");

    Map<String, Object> report = report();

    assertThat(report).containsEntry("healthy", false);
    Map<?, ?> history = (Map<?, ?>) report.get("history");
    assertThat(history.get("next_manual_number")).isEqualTo("10");
    assertThat(history.get("remarks"))
        .isEqualTo(List.of("the state of 9 migrations is unknown: the database can't be asked"));
    assertThat(String.valueOf(history.get("findings"))).contains("rule=manual-number-gap");
  }

  @Test
  void saysOfPrisma8ThatItIsAnotherProduct() {
    new ProjectOnDisk(folder).with("package.json", "{\"devDependencies\":{\"prisma\":\"8.0.0\"}}");

    assertThat(((Map<?, ?>) report().get("history")).get("note")).asString().contains("Prisma 8");
  }

  @Test
  void addsNothingToAProjectWithoutMigrations() {
    assertThat(report()).isEmpty();
  }

  @Test
  void saysWhereTheProjectsOfAMonorepoAre() {
    new ProjectOnDisk(folder)
        .with("package.json", "{\"workspaces\": [\"packages/*\"]}")
        .with("packages/db/prisma/schema.prisma", "datasource db {\n}\n")
        .with("packages/web/prisma/readme.md", "nothing")
        .with("apps/api/prisma/migrations/1_a/migration.sql", "SELECT 1;")
        .with("node_modules/x/prisma/schema.prisma", "datasource db {\n}\n");

    assertThat(((Map<?, ?>) report().get("history")).get("note"))
        .isEqualTo(
            "no schema and no migrations here, but below: start with `--project packages/db`, or"
                + " `--project apps/api`");
  }

  private Map<String, Object> report() {
    History.Facts nobody =
        new History.Facts() {
          @Override
          public <T> T ask(Function<CatalogSession, T> question) {
            throw SallyportException.environment("nobody answers", "start the database");
          }
        };
    try (SqlReader reader = new SqlReader()) {
      return new HistoryStatus(folder, nobody, reader::schemas, DriftInShort.NOBODY)
          .report(Cancellation.none());
    }
  }
}
