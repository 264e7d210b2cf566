package dev.sallyport.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any rules and any request; each case is a seed, so that a failure comes again. */
class DecisionPropertiesTest {
  private static final List<String> ENVIRONMENTS =
      List.of("production", "staging", "development", "disposable");
  private static final List<String> OBJECTS =
      List.of("public.*", "public.users", "*.users", "audit.*", "audit.log");
  private static final List<ObjectName> NAMES =
      List.of(
          ObjectName.of("public", "users"),
          ObjectName.of("audit", "log"),
          ObjectName.of("users"),
          ObjectName.of("public", "users.email"));

  static Stream<Long> seeds() {
    return IntStream.range(0, 400).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addingARuleNeverWeakensUnlessItIsTheOnlyCover(long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, 6, null);
    Rule added = rule(random, "added", null);
    PolicyRequest request = request(random);

    Explanation before = policy(rules).explain(request);
    Explanation after = policy(plus(rules, added)).explain(request);

    boolean uncovered =
        before.effects().stream()
            .anyMatch(
                trace ->
                    trace.rules().stream()
                        .anyMatch(spoken -> spoken.ruleId().equals("built-in:no-rule")));
    boolean liftsFloor =
        before.decision().reasons().stream()
            .anyMatch(
                reason ->
                    reason.ruleId().equals("built-in:one-reader")
                        || reason.ruleId().equals("built-in:call-by-name"));
    if (!uncovered && !liftsFloor) {
      assertThat(after.decision().verdict()).isGreaterThanOrEqualTo(before.decision().verdict());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void orderOfRulesNeverMatters(long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, 8, null);
    List<Rule> shuffled = new ArrayList<>(rules);
    Collections.shuffle(shuffled, random);
    PolicyRequest request = request(random);

    Decision one = policy(rules).decide(request);
    Decision other = policy(shuffled).decide(request);

    assertThat(other.verdict()).isEqualTo(one.verdict());
    assertThat(Set.copyOf(other.obligations().approvals()))
        .isEqualTo(Set.copyOf(one.obligations().approvals()));
    assertThat(withoutApprovals(other.obligations()))
        .isEqualTo(withoutApprovals(one.obligations()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aConditionThatFailsDenies(long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, 4, null);
    Rule failing = rule(random, "failing", FAILS);
    PolicyRequest request = request(random);

    Decision decision = policy(plus(rules, failing)).decide(request);

    boolean candidate =
        request.statements().stream()
            .flatMap(statement -> statement.effects().stream())
            .filter(effect -> effect.kind() != EffectKind.UNKNOWN)
            .filter(effect -> effect.kind() != EffectKind.TRANSACTION)
            .anyMatch(
                effect ->
                    failing.scope().appliesIn(request.environment())
                        && failing.speaksAt(
                            failing.scope().match(new Subject(effect, 0), request)));
    if (candidate) {
      assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
      assertThat(decision.reasons())
          .anyMatch(
              reason ->
                  reason.ruleId().equals("failing")
                      && reason.message().startsWith("the condition of rule `failing` failed"));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void obligationsOfMoreRulesAreNeverLooser(long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, 6, null);
    Rule added = rule(random, "added", null);
    PolicyRequest request = request(random);

    Obligations fewer = policy(rules).decide(request).obligations();
    Obligations more = policy(plus(rules, added)).decide(request).obligations();

    assertThat(more.rows()).isLessThanOrEqualTo(fewer.rows());
    assertThat(more.bytes()).isLessThanOrEqualTo(fewer.bytes());
    assertThat(more.timeout()).isLessThanOrEqualTo(fewer.timeout());
    assertThat(more.lockTimeout()).isLessThanOrEqualTo(fewer.lockTimeout());
    assertThat(more.rowCeiling()).isLessThanOrEqualTo(fewer.rowCeiling());
    assertThat(more.justification()).isGreaterThanOrEqualTo(fewer.justification());
    assertThat(more.require()).containsAll(fewer.require());
    assertThat(more.approvals())
        .containsAll(
            fewer.approvals().stream()
                .filter(approval -> !approval.ruleId().startsWith("built-in:"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anUntrustedFileOnlyTightens(long seed) {
    Random random = new Random(seed);
    PolicySet trusted = policy(rules(random, 6, null));
    PolicySet untrusted = policy(rules(random, 6, null));
    PolicyRequest request = request(random);

    Decision alone = trusted.decide(request);
    Decision together = trusted.tightenedBy(untrusted).decide(request);

    assertThat(together.verdict()).isGreaterThanOrEqualTo(alone.verdict());
    assertThat(together.obligations().rows()).isLessThanOrEqualTo(alone.obligations().rows());
    assertThat(together.obligations().approvals()).containsAll(alone.obligations().approvals());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theUnknownIsAlwaysDenied(long seed) {
    Random random = new Random(seed);
    PolicySet policy = policy(rules(random, 8, null));
    PolicyRequest request =
        Requests.execute(pick(random, ENVIRONMENTS), Effect.of(EffectKind.UNKNOWN));

    assertThat(policy.decide(request).verdict()).isEqualTo(Verdict.DENY);
  }

  private static final Condition FAILS =
      new Condition() {
        @Override
        public String source() {
          return "fails";
        }

        @Override
        public boolean holds(Subject subject, PolicyRequest request) throws ConditionException {
          throw new ConditionException("it divides by zero");
        }
      };

  private static FilePolicySet policy(List<Rule> rules) {
    return new FilePolicySet("", rules, Environments.BUILT_IN, Map.of(), false, List.of());
  }

  private static List<Rule> plus(List<Rule> rules, Rule added) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(added);
    return more;
  }

  private static Obligations withoutApprovals(Obligations obligations) {
    return new Obligations(
        obligations.rows(),
        obligations.bytes(),
        obligations.timeout(),
        obligations.lockTimeout(),
        obligations.rowCeiling(),
        obligations.require(),
        obligations.justification(),
        List.of());
  }

  private static List<Rule> rules(Random random, int count, @Nullable Condition condition) {
    return IntStream.range(0, count).mapToObj(i -> rule(random, "r" + i, condition)).toList();
  }

  private static Rule rule(Random random, String id, @Nullable Condition condition) {
    Verdict verdict = pick(random, List.of(Verdict.values()));
    Scope scope =
        new Scope(
            some(random, Operation.class, 0.2, 4),
            some(random, EffectKind.class, 0.6, 6),
            some(random, ObjectKind.class, 0.1, 2),
            random.nextDouble() < 0.3
                ? List.of(ObjectPattern.of(pick(random, OBJECTS)).orElseThrow())
                : List.of(),
            random.nextDouble() < 0.1 ? List.of(Glob.of("email")) : List.of(),
            some(random, Qualifier.class, 0.2, 2),
            some(random, Qualifier.class, 0.2, 2),
            random.nextDouble() < 0.5 ? Set.of(pick(random, ENVIRONMENTS)) : Set.of(),
            random.nextDouble() < 0.2 ? List.of(Glob.of("claude@*")) : List.of(),
            Set.of(),
            List.of(),
            List.of());
    return new Rule(
        id,
        scope,
        condition,
        verdict,
        verdict == Verdict.DENY ? Demands.NONE : demands(random, id, verdict),
        "");
  }

  private static Demands demands(Random random, String id, Verdict verdict) {
    return new Demands(
        random.nextBoolean() ? (long) random.nextInt(1, 5000) : null,
        random.nextBoolean() ? (long) random.nextInt(1, 1 << 20) : null,
        random.nextBoolean() ? Duration.ofSeconds(random.nextInt(1, 600)) : null,
        random.nextBoolean() ? Duration.ofSeconds(random.nextInt(1, 30)) : null,
        random.nextBoolean() ? (long) random.nextInt(1, 5000) : null,
        random.nextDouble() < 0.2 ? Set.of("backup") : Set.of(),
        random.nextInt(40),
        verdict == Verdict.APPROVE ? ApprovalRequirement.anyone(id) : null);
  }

  private static PolicyRequest request(Random random) {
    Effect[] effects =
        IntStream.range(0, random.nextInt(1, 4))
            .mapToObj(i -> effect(random))
            .toArray(Effect[]::new);
    return Requests.execute(pick(random, ENVIRONMENTS), effects);
  }

  private static Effect effect(Random random) {
    return new Effect(
        pick(random, List.of(EffectKind.values())),
        pick(random, List.of(ObjectKind.TABLE, ObjectKind.FUNCTION, ObjectKind.NONE)),
        pick(random, NAMES),
        random.nextBoolean() ? Set.of("email") : Set.of(),
        some(random, Qualifier.class, 0.5, 2));
  }

  private static <E extends Enum<E>> Set<E> some(
      Random random, Class<E> type, double often, int most) {
    Set<E> some = EnumSet.noneOf(type);
    if (random.nextDouble() < often) {
      for (int i = random.nextInt(1, most + 1); i > 0; i--) {
        some.add(pick(random, List.of(type.getEnumConstants())));
      }
    }
    return some;
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
