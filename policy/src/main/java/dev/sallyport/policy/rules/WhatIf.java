package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Explanation.Change;
import dev.sallyport.policy.rules.yaml.Quoted;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What would have to change for a request to fare better: decides again with one thing different at
 * a time, and tells what helped.
 */
final class WhatIf {
  private static final int HOURS_AHEAD = 24 * 15;

  private final Function<PolicyRequest, Decision> policy;
  private final PolicyRequest request;
  private final Verdict today;
  private final List<Change> changes = new ArrayList<>();

  WhatIf(Function<PolicyRequest, Decision> policy, PolicyRequest request, Verdict today) {
    this.policy = policy;
    this.request = request;
    this.today = today;
  }

  /** Every single change that helps, the weakest outcome first. */
  List<Change> changes(Set<String> environments) {
    if (today == Verdict.ALLOW) {
      return List.of();
    }
    for (Qualifier qualifier : qualifiers()) {
      tryOut(words(qualifier), with(without(qualifier)));
    }
    leaveOutStatements();
    tryOut("with a longer justification", justified());
    tryOut("if a token proved who the agent is", proven());
    tryOut("if everything that the rules require could be done here", fulfilled());
    if (request.operation() == Operation.EXECUTE) {
      tryOut("as a migration (`migrate-deploy`)", as(Operation.MIGRATE_DEPLOY));
    }
    environments.stream()
        .filter(name -> !name.equals(request.environment()))
        .forEach(name -> tryOut("in the environment " + Quoted.of(name), in(name)));
    later();
    changes.sort(Comparator.comparing(Change::verdict));
    return changes;
  }

  private void tryOut(String what, PolicyRequest changed) {
    if (!changed.equals(request)) {
      Verdict then = policy.apply(changed).verdict();
      if (then.compareTo(today) < 0) {
        changes.add(new Change(what, then));
      }
    }
  }

  private Set<Qualifier> qualifiers() {
    return request.statements().stream()
        .flatMap(statement -> statement.effects().stream())
        .flatMap(effect -> effect.qualifiers().stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Qualifier.class)));
  }

  private static String words(Qualifier qualifier) {
    return switch (qualifier) {
      case UNBOUNDED -> "with a `WHERE` clause that picks the rows";
      case DATA_LOSS -> "if it lost no data";
      case CASCADE -> "without `CASCADE`";
      case REWRITE -> "if it rewrote no table";
      case CONCURRENTLY -> "without `CONCURRENTLY`";
      case NON_TRANSACTIONAL -> "if it could run in a transaction";
      case IMPLICIT -> "if nothing followed from it by keys, triggers or rules";
      case ONE_READER -> "in a form that both readers understand";
      case KEYED -> "if it named rows otherwise than by their key";
    };
  }

  private List<Statement> without(Qualifier qualifier) {
    return request.statements().stream()
        .map(
            statement ->
                new Statement(
                    statement.text(),
                    statement.span(),
                    statement.effects().stream().map(effect -> without(effect, qualifier)).toList(),
                    statement.references()))
        .toList();
  }

  private static Effect without(Effect effect, Qualifier qualifier) {
    Set<Qualifier> left = new HashSet<>(effect.qualifiers());
    left.remove(qualifier);
    return new Effect(effect.kind(), effect.objectKind(), effect.object(), effect.columns(), left);
  }

  private void leaveOutStatements() {
    for (int i = 0; request.statements().size() > 1 && i < request.statements().size(); i++) {
      List<Statement> left = new ArrayList<>(request.statements());
      left.remove(i);
      tryOut("without statement " + (i + 1), with(left));
    }
  }

  /**
   * The first full hour ahead at which the verdict is weaker, where windows of time play a part.
   */
  private void later() {
    Instant hour = request.time().truncatedTo(ChronoUnit.HOURS);
    for (int ahead = 1; ahead <= HOURS_AHEAD; ahead++) {
      Instant then = hour.plus(Duration.ofHours(ahead));
      if (policy.apply(at(then)).verdict().compareTo(today) < 0) {
        tryOut("from " + then + " on", at(then));
        return;
      }
    }
  }

  private PolicyRequest with(List<Statement> statements) {
    return copy(request.operation(), statements, request.environment(), request.time());
  }

  private PolicyRequest as(Operation operation) {
    return copy(operation, request.statements(), request.environment(), request.time());
  }

  private PolicyRequest in(String environment) {
    return copy(request.operation(), request.statements(), environment, request.time());
  }

  private PolicyRequest at(Instant time) {
    return copy(request.operation(), request.statements(), request.environment(), time);
  }

  private PolicyRequest copy(
      Operation operation, List<Statement> statements, String environment, Instant time) {
    return new PolicyRequest(
        operation,
        statements,
        environment,
        request.database(),
        request.agent(),
        time,
        request.justification(),
        request.estimatedRows(),
        request.fulfillable());
  }

  private PolicyRequest justified() {
    return new PolicyRequest(
        request.operation(),
        request.statements(),
        request.environment(),
        request.database(),
        request.agent(),
        request.time(),
        request.justification() + "·".repeat(2_000),
        request.estimatedRows(),
        request.fulfillable());
  }

  private PolicyRequest proven() {
    return new PolicyRequest(
        request.operation(),
        request.statements(),
        request.environment(),
        request.database(),
        new Agent(request.agent().name(), true),
        request.time(),
        request.justification(),
        request.estimatedRows(),
        request.fulfillable());
  }

  private PolicyRequest fulfilled() {
    return new PolicyRequest(
        request.operation(),
        request.statements(),
        request.environment(),
        request.database(),
        request.agent(),
        request.time(),
        request.justification(),
        request.estimatedRows(),
        Set.copyOf(PolicyWords.REQUIREMENTS));
  }
}
