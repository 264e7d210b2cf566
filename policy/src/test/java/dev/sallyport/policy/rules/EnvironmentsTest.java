package dev.sallyport.policy.rules;

import static dev.sallyport.policy.sql.EffectKind.INSERT;
import static dev.sallyport.policy.sql.EffectKind.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins place a database; patterns, addresses and markers only tighten. */
class EnvironmentsTest {
  private static final PolicySet POLICY =
      Requests.policy(
          """
          version: 1
          environments:
            production:
              hosts: ["*.rds.amazonaws.com"]
              databases: ["*_prod"]
              addresses: [10.0.0.0/8, "fd00::/8"]
              comments: ["*live data*"]
            qa: { like: staging, hosts: ["qa.*"] }
            load: { like: staging, hosts: ["qa.load.*"] }
            eu: { databases: [eu] }
          rules:
            - { id: reads, effects: [read], decision: allow }
            - { id: staging-reads, environments: [staging], effects: [insert], decision: allow }
          """);

  static Stream<Arguments> places() {
    return Stream.of(
        argumentSet("unpinned", facts("localhost", "app", "127.0.0.1", null), null, "production"),
        argumentSet("pinned", facts("h", "app", "192.168.0.1", null), "development", "development"),
        argumentSet(
            "host",
            facts("x.RDS.amazonaws.com", "a", "1.1.1.1", null),
            "development",
            "production"),
        argumentSet(
            "trailing dot",
            facts("x.rds.amazonaws.com.", "a", "1.1.1.1", null),
            "development",
            "production"),
        argumentSet("name", facts("h", "app_prod", "1.1.1.1", null), "disposable", "production"),
        argumentSet("address", facts("h", "app", "10.1.2.3", null), "development", "production"),
        argumentSet(
            "mapped address",
            facts("h", "app", "::ffff:10.1.2.3", null),
            "development",
            "production"),
        argumentSet("IPv6", facts("h", "app", "fd12::1%eth0", null), "development", "production"),
        argumentSet("other IPv6", facts("h", "app", "fe80::1", null), "development", "development"),
        argumentSet(
            "unreadable address", facts("h", "app", "?", null), "development", "production"),
        argumentSet("no address known", TargetFacts.of("h", "app"), "development", "production"),
        argumentSet(
            "comment",
            facts("h", "app", "1.1.1.1", "has LIVE data in it"),
            "development",
            "production"),
        argumentSet(
            "marker", facts("h", "app", "1.1.1.1", "sallyport: staging"), "development", "staging"),
        argumentSet(
            "marker of nothing",
            facts("h", "app", "1.1.1.1", "sallyport:prd"),
            "development",
            "production"),
        argumentSet(
            "marker never loosens",
            facts("h", "app", "1.1.1.1", "sallyport:disposable"),
            "staging",
            "staging"),
        argumentSet("team's own", facts("qa.x", "app", "1.1.1.1", null), "development", "qa"),
        argumentSet(
            "as strict is not stricter",
            facts("qa.x", "app", "1.1.1.1", null),
            "staging",
            "staging"),
        argumentSet(
            "two as strict",
            facts("qa.load.x", "app", "1.1.1.1", null),
            "development",
            "production"),
        argumentSet("like production", facts("h", "eu", "1.1.1.1", null), "development", "eu"),
        argumentSet("unknown pin", facts("h", "app", "1.1.1.1", null), "perf", "perf"));
  }

  @ParameterizedTest
  @MethodSource
  void places(TargetFacts facts, @Nullable String pinned, String expected) {
    EnvironmentMatch match = POLICY.environmentOf(facts, pinned);

    assertThat(match.name()).as("%s", match.why()).isEqualTo(expected);
    assertThat(match.why()).isNotEmpty();
  }

  @Test
  void aDatabaseThatHidesItsIdentifierIsUnpinned() {
    TargetFacts pooled = new TargetFacts("h", Set.of("1.1.1.1"), "app", null, null, Set.of());

    EnvironmentMatch match = POLICY.environmentOf(pooled, "development");

    assertThat(match)
        .isEqualTo(
            new EnvironmentMatch(
                "production",
                "production",
                List.of("its system identifier can't be read, so its pin counts for nothing")));
  }

  @Test
  void anUnknownEnvironmentDenies() {
    Decision decision = POLICY.decide(Requests.execute("perf", Requests.on(READ, "public.users")));

    assertThat(decision.reasons())
        .containsExactly(
            new Reason(
                "built-in:environment",
                Verdict.DENY,
                "the policy knows no environment `perf`",
                "declare it under `environments:`, or pin the database to one that is declared"));
  }

  @Test
  void rulesOfStagingApplyToWhatIsLikeIt() {
    PolicyRequest insert = Requests.execute("qa", Requests.on(INSERT, "public.users"));

    assertThat(POLICY.decide(insert).verdict()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void anUntrustedFileMayTightenTheEnvironment() {
    PolicySet tightened = BuiltInPolicies.SANDBOX.policy().tightenedBy(POLICY);

    EnvironmentMatch match =
        tightened.environmentOf(facts("qa.x", "app", "1.1.1.1", null), "development");

    assertThat(match.name()).isEqualTo("staging");
  }

  private static TargetFacts facts(
      String host, String name, String address, @Nullable String comment) {
    return new TargetFacts(host, Set.of(address), name, "7000000000000000001", comment, Set.of());
  }
}
