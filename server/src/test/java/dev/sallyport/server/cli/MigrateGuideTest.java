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

    assertThat(now(guide)).isEmpty();
    assertThat(guide.steps().get(2).says()).contains("sallyport propose NAME SQL --no-apply");
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

  private static MigrateGuide withTicket(String operation, String state) {
    return guide(
        List.of(migration("1_a", "applied")),
        List.of(Map.of("ticket", "T-1", "state", state, "operation", operation)));
  }

  @Test
  void aTicketStandsAtTheStepItBelongsTo() {
    assertThat(now(withTicket("migrate-deploy", "pending"))).containsExactly("deploy");
    assertThat(now(withTicket("repair", "pending"))).containsExactly("history");
    assertThat(now(withTicket("write-migration", "pending"))).containsExactly("create");
  }

  @Test
  void aTicketOfNoStepIsNamedBesideThem() {
    MigrateGuide guide = withTicket("db-pull", "pending");

    assertThat(now(guide)).isEmpty();
    assertThat(guide.toMap().get("beside")).isEqualTo(List.of("T-1"));
    assertThat(guide.exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatIsToBeDoneAboutATicketDependsOnItsState() {
    assertThat(
            List.of(
                withTicket("migrate-deploy", "pending").toMap().get("next"),
                withTicket("migrate-deploy", "approved").toMap().get("next"),
                withTicket("migrate-deploy", "executing").toMap().get("next"),
                withTicket("migrate-deploy", "unknown").toMap().get("next")))
        .containsExactly(
            "sallyport tickets show T-1; sallyport approve T-1",
            "sallyport tickets run T-1",
            "sallyport tickets run --recover",
            "sallyport tickets show T-1; sallyport tickets settle T-1");
  }

  @Test
  void whatCantBeToldBlocksNothing() {
    MigrateGuide guide =
        guide(
            List.of(migration("01_a.sql", "manual-unknown"), migration("2", "pending")), List.of());

    assertThat(now(guide)).containsExactly("review", "deploy");
  }

  @Test
  void aDatabaseThatCantBeAskedIsNoCleanHistory() {
    Map<String, @Nullable Object> status =
        Map.of(
            "database",
            Map.of("reachable", false, "error", Map.of("message", "nobody answers")),
            "healthy",
            false);

    MigrateGuide guide = MigrateGuide.of(status);

    assertThat(now(guide)).containsExactly("history");
    assertThat(guide.steps().get(1).says())
        .isEqualTo("the database can't be asked: nobody answers");
    assertThat(guide.exit()).isEqualTo(ExitCode.ENVIRONMENT);
  }

  @Test
  void whatStatusFindsWrongIsNotVerified() {
    Map<String, @Nullable Object> status =
        Map.of(
            "history",
            Map.of("migrations", List.of(migration("1_a", "applied"))),
            "healthy",
            false);

    MigrateGuide guide = MigrateGuide.of(status);

    assertThat(now(guide)).containsExactly("verify");
    assertThat(guide.toMap().get("next")).isEqualTo("sallyport status");
    assertThat(guide.exit()).isEqualTo(ExitCode.FOUND);
  }
}
