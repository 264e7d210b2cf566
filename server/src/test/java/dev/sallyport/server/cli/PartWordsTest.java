package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.StepState;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.PlanPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<Step> SPLIT =
      List.of(
          Step.inTransaction("update users set n = 1 where id = 1"),
          Step.inTransaction("update users set n = 2 where id = 2"),
          Step.alone("vacuum users"),
          Step.inTransaction("insert into users values (3)"));

  private static List<String> words(List<Step> steps, TicketState state) {
    List<PlanPart> parts = PlanPart.of(steps);
    return IntStream.range(0, steps.size())
        .mapToObj(step -> PartWords.before(step, parts, steps, state))
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void eachPartIsMarkedBeforeApproval() {
    assertThat(words(SPLIT, new TicketState.Pending(NOW, NOW.plus(Duration.ofHours(1)))))
        .containsExactly(
            "part 1 of 3: in one transaction",
            "part 2 of 3: outside of any transaction",
            "part 3 of 3: in one transaction");
  }

  @Test
  void howFarItCameIsSaid() {
    TicketState unknown =
        new TicketState.Unknown(
            NOW, "", null, List.of(new StepState(1, true, null), new StepState(2, false, null)));

    assertThat(words(SPLIT, unknown))
        .containsExactly(
            "part 1 of 3: in one transaction, in effect",
            "part 2 of 3: outside of any transaction, unknown",
            "part 3 of 3: in one transaction, not run");
  }

  @Test
  void whatIsWholeHasNoParts() {
    assertThat(
            words(SPLIT.subList(0, 2), new TicketState.Pending(NOW, NOW.plus(Duration.ofHours(1)))))
        .isEmpty();
  }
}
