package dev.sallyport.policy.rules;

import static dev.sallyport.policy.rules.Requests.execute;
import static dev.sallyport.policy.rules.Requests.on;
import static dev.sallyport.policy.rules.Requests.request;
import static dev.sallyport.policy.sql.EffectKind.ALTER;
import static dev.sallyport.policy.sql.EffectKind.CALL;
import static dev.sallyport.policy.sql.EffectKind.CREATE;
import static dev.sallyport.policy.sql.EffectKind.DELETE;
import static dev.sallyport.policy.sql.EffectKind.DROP;
import static dev.sallyport.policy.sql.EffectKind.INSERT;
import static dev.sallyport.policy.sql.EffectKind.READ;
import static dev.sallyport.policy.sql.EffectKind.SERVER_PROGRAM;
import static dev.sallyport.policy.sql.EffectKind.TRUNCATE;
import static dev.sallyport.policy.sql.EffectKind.UNKNOWN;
import static dev.sallyport.policy.sql.EffectKind.UPDATE;
import static dev.sallyport.policy.sql.Qualifier.DATA_LOSS;
import static dev.sallyport.policy.sql.Qualifier.ONE_READER;
import static dev.sallyport.policy.sql.Qualifier.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.Operation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInPoliciesTest {
  static Stream<Arguments> strict() {
    return Stream.of(
        argumentSet("read", execute("production", on(READ, "public.users")), "allow"),
        argumentSet("insert", execute("production", on(INSERT, "public.users")), "approve"),
        argumentSet("insert in development", execute("development", on(INSERT, "p.u")), "approve"),
        argumentSet("no WHERE", execute("production", on(UPDATE, "p.u", UNBOUNDED)), "deny"),
        argumentSet("no WHERE, dev", execute("development", on(DELETE, "p.u", UNBOUNDED)), "deny"),
        argumentSet("drop", execute("production", on(DROP, "p.u", DATA_LOSS)), "approve"),
        argumentSet("drop, dev", execute("development", on(DROP, "p.u", DATA_LOSS)), "approve"),
        argumentSet("truncate", execute("staging", on(TRUNCATE, "p.u", DATA_LOSS)), "approve"),
        argumentSet("create", execute("production", on(CREATE, "p.u"), on(CALL, "")), "approve"),
        argumentSet("program", execute("production", on(SERVER_PROGRAM, "")), "deny"),
        argumentSet("unknown", execute("disposable", on(UNKNOWN, "")), "deny"),
        argumentSet("disposable", execute("disposable", on(DROP, "p.u", DATA_LOSS)), "allow"),
        argumentSet("code, disposable", execute("disposable", on(CALL, "")), "allow"),
        argumentSet("one reader", execute("disposable", on(ALTER, "p.u", ONE_READER)), "allow"),
        argumentSet("reset", request(Operation.MIGRATE_RESET, "production"), "deny"),
        argumentSet("reset, dev", request(Operation.MIGRATE_RESET, "development"), "approve"),
        argumentSet("reset, disposable", request(Operation.MIGRATE_RESET, "disposable"), "allow"),
        argumentSet("push", request(Operation.DB_PUSH, "production"), "deny"),
        argumentSet("migrate dev", request(Operation.MIGRATE_DEV, "production"), "deny"),
        argumentSet("deploy", request(Operation.MIGRATE_DEPLOY, "production"), "approve"),
        argumentSet("seed", request(Operation.DB_SEED, "development"), "approve"),
        argumentSet("pull", request(Operation.DB_PULL, "production"), "approve"),
        argumentSet("status", request(Operation.STATUS, "production"), "allow"),
        argumentSet("unknown environment", execute("qa", on(READ, "public.users")), "deny"));
  }

  @ParameterizedTest
  @MethodSource
  void strict(PolicyRequest request, String verdict) {
    Decision decision = BuiltInPolicies.STRICT.policy().decide(request);

    assertThat(decision.verdict().label()).as("%s", decision.reasons()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @EnumSource
  void areReadWithoutWarning(BuiltInPolicies template) {
    assertThat(template.policy().warnings()).isEmpty();
  }
}
