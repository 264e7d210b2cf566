package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.gateway.MigrationStep;
import org.junit.jupiter.api.Test;

/** What stands above a migration's text on a ticket. */
class StepWordsTest {
  @Test
  void whatIsOnlyWrittenIsNotSaidToBeApplied() {
    MigrationStep written = step(false, "");
    MigrationStep recorded = step(false, "public");
    MigrationStep run = step(true, "public");

    assertThat(StepWords.of(written.toStep())).first().isEqualTo("     only writes prisma/x.sql");
    assertThat(StepWords.showsText(written.toStep())).isTrue();
    assertThat(StepWords.of(recorded.toStep()))
        .first()
        .isEqualTo("     records as applied prisma/x.sql");
    assertThat(StepWords.of(run.toStep())).first().isEqualTo("     runs prisma/x.sql");
  }

  private static MigrationStep step(boolean runs, String tracked) {
    return new MigrationStep("x", "SELECT 1", "prisma/x.sql", runs, tracked, "/project", true);
  }
}
