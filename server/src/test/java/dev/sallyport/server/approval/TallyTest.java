package dev.sallyport.server.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.rules.ApprovalRequirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TallyTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static ApprovalRequirement asks(String rule, int count, boolean distinct, String... who) {
    return new ApprovalRequirement(
        rule,
        count,
        who.length == 0 ? Set.of() : Set.of(rule),
        Set.of(who),
        distinct,
        List.of(),
        Duration.ofHours(1),
        Duration.ofHours(1));
  }

  static Stream<Arguments> whoIsMissing() {
    ApprovalRequirement dba = asks("dba", 1, false, "dana", "lee");
    ApprovalRequirement security = asks("security", 1, false, "lee", "kim");
    ApprovalRequirement apart = asks("apart", 1, true, "lee", "kim");
    return Stream.of(
        argumentSet("nobody yet", List.of(dba), List.of(), List.of("1 more of `dba` (rule `dba`)")),
        argumentSet("one is enough", List.of(dba), List.of("lee"), List.of()),
        argumentSet("one for two rules", List.of(dba, security), List.of("lee"), List.of()),
        argumentSet(
            "one rule apart",
            List.of(dba, apart),
            List.of("lee"),
            List.of("1 more of `apart` (rule `apart`)")),
        argumentSet("shared out", List.of(dba, apart), List.of("lee", "dana"), List.of()),
        argumentSet(
            "shared out, in the other order",
            List.of(dba, apart),
            List.of("dana", "lee"),
            List.of()),
        argumentSet(
            "two apart need two more",
            List.of(asks("any", 2, true), apart),
            List.of("lee"),
            List.of("1 more (rule `any`)", "1 more of `apart` (rule `apart`)")));
  }

  @ParameterizedTest
  @MethodSource
  void whoIsMissing(
      List<ApprovalRequirement> rules, List<String> approvers, List<String> expected) {
    Tally tally =
        new Tally(
            Office.asks(
                "drop table old",
                "claude",
                Office.asking(rules.toArray(ApprovalRequirement[]::new))));

    List<String> missing =
        tally.missing(approvers.stream().map(name -> new Tally.Vote(name, NOW)).toList());

    assertThat(missing).isEqualTo(expected);
  }
}
