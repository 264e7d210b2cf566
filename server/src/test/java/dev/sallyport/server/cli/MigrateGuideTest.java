package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.cli.MigrateGuide.Mark;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrateGuideTest {
  private static Map<String, Object> migration(String name, String state) {
    return Map.of("name", name, "state", state, "pattern", "prisma", "remedy", "mend it");
  }

  private static MigrateGuide guide(
      List<Map<String, Object>> migrations, List<Map<String, Object>> tickets) {
    Map<String, @Nullable Object> status =
        Map.of("history", Map.of("migrations", migrations), "tickets", tickets, "drift", List.of());
    return MigrateGuide.of(status);
  }

  private static List<String> now(MigrateGuide guide) {
    return guide.steps().stream()
        .filter(step -> step.mark() == Mark.NOW)
        .map(MigrateGuide.Step::name)
        .toList();
  }

  @Test
  void aCleanHistoryIsVerifiedAndOffersTheNextMigration() {
    MigrateGuide guide = guide(List.of(migration("1_a", "applied")), List.of());

    assertThat(now(guide)).containsExactly("create");
    assertThat(guide.exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatIsPendingIsReviewedAndDeployed() {
    MigrateGuide guide =
        guide(List.of(migration("1_a", "applied"), migration("2_b", "pending")), List.of());

    assertThat(now(guide)).containsExactly("review", "deploy");
    assertThat(guide.exit()).isEqualTo(ExitCode.FOUND);
    assertThat(guide.toMap().get("next")).isEqualTo("sallyport validate");
  }

  @Test
  void anOpenTicketIsWhatIsWaitedFor() {
    MigrateGuide guide =
        guide(
            List.of(migration("2_b", "pending")),
            List.of(Map.of("ticket", "T-1", "state", "pending", "operation", "migrate-deploy")));

    assertThat(now(guide)).containsExactly("deploy");
    assertThat(guide.exit()).isEqualTo(ExitCode.WAITING);
  }

  @Test
  void aBrokenHistoryComesFirst() {
    MigrateGuide guide =
        guide(List.of(migration("1_a", "ghost"), migration("2_b", "pending")), List.of());

    assertThat(now(guide)).containsExactly("history");
    assertThat(guide.toMap().get("next")).isEqualTo("sallyport migrate repair --justification WHY");
  }
}
