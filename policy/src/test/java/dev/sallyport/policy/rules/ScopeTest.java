package dev.sallyport.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not known is enough to restrict and not enough to permit. */
class ScopeTest {
  static Stream<Arguments> objects() {
    return Stream.of(
        argumentSet("the table", "public.users", ObjectName.of("public", "users"), Match.YES),
        argumentSet(
            "its column", "public.users", ObjectName.of("public", "users.email"), Match.YES),
        argumentSet("a longer name", "public.users", ObjectName.of("public", "users2"), Match.NO),
        argumentSet("another schema", "public.users", ObjectName.of("evil", "users"), Match.NO),
        argumentSet("no schema known", "public.users", ObjectName.of("users"), Match.MAYBE),
        argumentSet("any schema", "*.users", ObjectName.of("users"), Match.YES),
        argumentSet("case counts", "public.Users", ObjectName.of("public", "users"), Match.NO),
        argumentSet("pattern", "public.api_*", ObjectName.of("public", "api_keys"), Match.YES),
        argumentSet("one character", "public.t?", ObjectName.of("public", "t1"), Match.YES),
        argumentSet("no star matches no name", "*.*", ObjectName.NONE, Match.NO),
        argumentSet("without schema", "citext", ObjectName.of("citext"), Match.YES),
        argumentSet(
            "without schema, of one", "citext", ObjectName.of("public", "citext"), Match.NO));
  }

  @ParameterizedTest
  @MethodSource
  void objects(String pattern, ObjectName name, Match expected) {
    assertThat(ObjectPattern.of(pattern).orElseThrow().match(name)).isEqualTo(expected);
  }

  @Test
  void anUnprovenNameRestrictsAndNeverPermits() {
    PolicySet policy =
        Requests.policy(
            """
            version: 1
            rules:
              - { id: claude-reads, agents: ["claude@*"], effects: [read], decision: allow }
              - { id: strangers-read, agents: ["anonymous@*"], effects: [read], objects: [public.news], decision: allow }
              - { id: cursor-never, agents: ["cursor@*"], decision: deny }
            """);

    assertThat(verdict(policy, new Agent("claude@booking", true), "public.users"))
        .isEqualTo(Verdict.ALLOW);
    assertThat(verdict(policy, new Agent("claude@booking", false), "public.users"))
        .isEqualTo(Verdict.DENY);
    assertThat(verdict(policy, new Agent("anonymous@booking", false), "public.news"))
        .isEqualTo(Verdict.ALLOW);
    assertThat(verdict(policy, new Agent("cursor@booking", false), "public.news"))
        .isEqualTo(Verdict.DENY);
  }

  @Test
  void aRestrictionOnATableHoldsForAnOperationThatMayTouchIt() {
    PolicySet policy =
        Requests.policy(
            """
            version: 1
            rules:
              - { id: pushes, operations: [db-push], decision: allow }
              - { id: never-users, effects: [drop], objects: [public.users], decision: deny }
            """);

    Decision decision = policy.decide(Requests.request(Operation.DB_PUSH, "development"));

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void aRuleOfEffectsAloneCoversNoOperationThatHidesThem() {
    PolicySet policy =
        Requests.policy(
            """
            version: 1
            rules:
              - { id: reads, effects: [read], decision: allow }
            """);

    Decision decision = policy.decide(Requests.request(Operation.DB_PULL, "production"));

    assertThat(decision.reasons()).extracting(Reason::ruleId).contains("built-in:no-rule");
  }

  @Test
  void rolePowersCanBeRefused() {
    PolicySet policy =
        Requests.policy(
            """
            version: 1
            rules:
              - { id: reads, effects: [read], decision: allow }
              - { id: no-superuser, powers: [superuser], decision: deny, help: connect as a role with fewer powers }
            """);
    PolicyRequest request = Requests.execute("production", Requests.on(EffectKind.READ, "p.t"));
    PolicyRequest powerful =
        new PolicyRequest(
            request.operation(),
            request.statements(),
            request.environment(),
            new TargetFacts("h", Set.of(), "app", null, null, Set.of("superuser")),
            request.agent(),
            request.time(),
            request.justification(),
            null,
            Set.of());

    assertThat(policy.decide(request).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(policy.decide(powerful).verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void everyColumnMustBeMeantForAPermission() {
    PolicySet policy =
        Requests.policy(
            """
            version: 1
            rules:
              - { id: names, effects: [read], columns: [name, email], decision: allow }
            """);

    assertThat(readOf(policy, Set.of("name"))).isEqualTo(Verdict.ALLOW);
    assertThat(readOf(policy, Set.of("name", "password"))).isEqualTo(Verdict.DENY);
    assertThat(readOf(policy, Set.of())).isEqualTo(Verdict.DENY);
  }

  private static Verdict readOf(PolicySet policy, Set<String> columns) {
    Effect read =
        new Effect(
            EffectKind.READ, ObjectKind.TABLE, ObjectName.of("public", "users"), columns, Set.of());
    return policy.decide(Requests.execute("production", read)).verdict();
  }

  private static Verdict verdict(PolicySet policy, Agent agent, String table) {
    PolicyRequest request = Requests.execute("production", Requests.on(EffectKind.READ, table));
    return policy
        .decide(
            new PolicyRequest(
                request.operation(),
                request.statements(),
                request.environment(),
                request.database(),
                agent,
                request.time(),
                request.justification(),
                null,
                Set.of()))
        .verdict();
  }
}
