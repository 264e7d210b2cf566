package dev.sallyport.policy.rules;

import static dev.sallyport.policy.sql.EffectKind.DROP;
import static dev.sallyport.policy.sql.EffectKind.READ;
import static dev.sallyport.policy.sql.Qualifier.CASCADE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A condition decides whether its rule speaks; one that fails denies, and says why. */
class ConditionTest {
  static Stream<Arguments> hold() {
    return Stream.of(
        argumentSet("kind", "effect.kind == 'drop'", true),
        argumentSet("object", "effect.schema == 'public' && effect.name == 'users'", true),
        argumentSet("kind of object", "effect.object_kind == 'view'", false),
        argumentSet("qualifiers", "'cascade' in effect.qualifiers", true),
        argumentSet("statement", "statement.position == 1 && !statement.reads", true),
        argumentSet("other effects", "statement.effects.exists(e, e.kind == 'read')", true),
        argumentSet("transactional", "statement.transactional", true),
        argumentSet("operation", "request.operation == 'execute'", true),
        argumentSet("environment", "request.environment == 'staging'", false),
        argumentSet("day", "request.time.getDayOfWeek('Europe/Berlin') == 5", true),
        argumentSet("before", "request.time < timestamp('2026-12-01T00:00:00Z')", true),
        argumentSet("justification", "request.justification.matches('(?i)test')", true),
        argumentSet("agent", "request.agent == 'claude@booking' && request.verified", true),
        argumentSet("statements", "size(request.statements) == 1", true),
        argumentSet("database", "database.name == 'booking' && database.host != 'x'", true),
        argumentSet("powers", "'superuser' in database.powers", false),
        argumentSet("estimate that is absent", "has(estimate.rows)", false));
  }

  @ParameterizedTest
  @MethodSource
  void hold(String condition, boolean holds) {
    PolicySet policy = denyingWhen(condition);

    Decision decision =
        policy.decide(
            Requests.execute(
                "production",
                Requests.on(DROP, "public.users", CASCADE),
                Requests.on(READ, "public.users")));

    assertThat(decision.verdict()).isEqualTo(holds ? Verdict.DENY : Verdict.ALLOW);
  }

  static Stream<Arguments> fail() {
    String loops = "[0,1,2,3,4,5,6,7,8,9]";
    String steps = loops + ".all(a, " + loops + ".all(b, " + loops + ".all(c, " + loops;
    return Stream.of(
        argumentSet(
            "absent field", "estimate.rows > 5", "it asks for a value that is not known here"),
        argumentSet("division", "1 / size(effect.qualifiers) > 0", "it divides by zero"),
        argumentSet(
            "index",
            "statement.effects[7].kind == 'x'",
            "it asks for an item that a list does not have"),
        argumentSet(
            "zone",
            "request.time.getHours('Mars/Base') == 1",
            "it can't be evaluated|a function does not take the value it is given"),
        argumentSet(
            "number",
            "int(request.justification) > 1",
            "a function does not take the value it is given"),
        argumentSet(
            "overflow", "9223372036854775807 + size(effect.name) > 0", "a number gets too large"),
        argumentSet(
            "loops",
            steps + ".all(d, " + loops + ".all(e, size(effect.name) > 0)))))",
            "it takes too many steps"));
  }

  @ParameterizedTest
  @MethodSource
  void fail(String condition, String why) {
    PolicySet policy = denyingWhen(condition);

    Decision decision =
        policy.decide(Requests.execute("production", Requests.on(DROP, "public.users")));

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.reasons().get(0).ruleId()).isEqualTo("conditional");
    assertThat(decision.reasons().get(0).message())
        .matches("the condition of rule `conditional` failed: (" + why + ")");
  }

  @Test
  void aFailureDeniesEvenUnderAllow() {
    PolicySet policy =
        Requests.policy(
            """
            version: 1
            rules:
              - { id: all, effects: [drop], decision: allow }
              - { id: conditional, effects: [drop], when: estimate.rows < 5, decision: allow, limits: { rows: 5 } }
            """);

    Decision decision =
        policy.decide(Requests.execute("production", Requests.on(DROP, "public.users")));

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void anOperationThatHidesItsStatementsHasNone() {
    PolicySet policy = denyingWhen("statement.position == 1");

    Decision decision = policy.decide(Requests.request(Operation.DB_PUSH, "production"));

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.reasons())
        .anyMatch(
            reason -> reason.message().startsWith("the condition of rule `conditional` failed"));
  }

  @Test
  void aTrustedConditionThatDoesNotCompileDenies() {
    String yaml =
        "version: 1\nrules:\n  - { id: odd, effects: [read], when: effect.nope, decision: allow }\n";
    PolicySet policy = PolicyReader.readTrusted("policies.yaml", yaml.getBytes(UTF_8));

    Decision decision =
        policy.decide(Requests.execute("production", Requests.on(READ, "public.users")));

    assertThat(decision.reasons().stream().map(Reason::message))
        .contains("the condition of rule `odd` failed: it does not compile");
  }

  @Test
  void aLongOrDeepConditionIsRefused() {
    for (String condition :
        List.of(
            "effect.kind == '" + "x".repeat(3_000) + "'",
            "(".repeat(200) + "true" + ")".repeat(200))) {
      assertThatThrownBy(() -> denyingWhen(condition)).isInstanceOf(InvalidPolicyException.class);
    }
  }

  private static PolicySet denyingWhen(String condition) {
    return Requests.policy(
        """
        version: 1
        rules:
          - { id: all, decision: allow }
          - id: conditional
            effects: [drop]
            when: "%s"
            decision: deny
        """
            .formatted(condition));
  }
}
