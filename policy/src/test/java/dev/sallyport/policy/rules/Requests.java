package dev.sallyport.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Requests for tests, without any SQL. */
final class Requests {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private Requests() {}

  static PolicySet policy(String yaml) {
    return PolicyReader.read("policies.yaml", yaml.getBytes(UTF_8));
  }

  static Effect on(EffectKind kind, String table, Qualifier... qualifiers) {
    int dot = table.indexOf('.');
    ObjectName name =
        dot < 0
            ? ObjectName.of(table)
            : ObjectName.of(table.substring(0, dot), table.substring(dot + 1));
    return Effect.of(kind, ObjectKind.TABLE, name).with(qualifiers);
  }

  static PolicyRequest execute(String environment, Effect... effects) {
    return request(Operation.EXECUTE, environment, effects);
  }

  static PolicyRequest request(Operation operation, String environment, Effect... effects) {
    List<Statement> statements =
        effects.length == 0
            ? List.of()
            : List.of(new Statement("…", new Span(0, 1), Arrays.asList(effects), Set.of()));
    return new PolicyRequest(
        operation,
        statements,
        environment,
        TargetFacts.of("db.example", "booking"),
        new Agent("claude@booking", true),
        NOON,
        "because a test asks for it",
        null,
        Set.of("dry-run", "backup"));
  }
}
