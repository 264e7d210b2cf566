package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Quoted;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What holds in every policy, whatever its rules say. Ids begin with {@code built-in:}. */
final class BuiltInRules {
  private static final String ID = "built-in:";

  /** The target's memory of what ran on it, which no request may touch. */
  private static final String LEDGER_SCHEMA = "sallyport";

  private static final String LEDGER = "execution_ledger";

  private final PolicyRequest request;

  BuiltInRules(PolicyRequest request) {
    this.request = request;
  }

  /** No rules exist for an environment that the policy does not name. */
  Decision unknownEnvironment() {
    return Decision.denied(
        ID + "environment",
        "the policy knows no environment " + Quoted.of(request.environment()),
        "declare it under `environments:`, or pin the database to one that is declared");
  }

  Reason harmless() {
    return new Reason(
        ID + "no-effects",
        Verdict.ALLOW,
        Quoted.of(request.operation().label()) + " changes nothing in any database",
        "");
  }

  Reason nothingToDo() {
    return deny(
        "no-statement",
        "the request for " + Quoted.of(request.operation().label()) + " holds no statement",
        "send one SQL statement");
  }

  /** What no rule can permit. */
  Optional<Reason> never(Subject subject) {
    EffectKind kind = subject.effect().kind();
    if (kind == EffectKind.UNKNOWN) {
      return Optional.of(
          deny(
              "unknown",
              Wording.subject(subject, request) + " is not understood, so it is not run",
              "write it in a plainer form; `explain_decision` shows what was understood"));
    }
    if (kind == EffectKind.TRANSACTION) {
      return Optional.of(
          deny(
              "transaction",
              "transaction control belongs to the proxy",
              "leave out `BEGIN`, `COMMIT`, `ROLLBACK` and the like; every request runs in a"
                  + " transaction of its own"));
    }
    if (kind != EffectKind.READ && isLedger(subject.effect())) {
      return Optional.of(
          deny(
              "ledger",
              Wording.subject(subject, request) + " is of the ledger that the proxy keeps",
              "leave it alone: it stops a ticket from running twice"));
    }
    return Optional.empty();
  }

  private static boolean isLedger(Effect effect) {
    String schema = effect.object().schema();
    String name = effect.object().name();
    return LEDGER_SCHEMA.equals(schema) && (name.equals(LEDGER) || name.startsWith(LEDGER + "."))
        || effect.objectKind() == ObjectKind.SCHEMA
            && schema == null
            && name.equals(LEDGER_SCHEMA)
            && effect.kind() != EffectKind.CREATE;
  }

  Reason noRule(Subject subject) {
    return deny(
        "no-rule",
        "no rule covers "
            + Wording.subject(subject, request)
            + " in "
            + Quoted.of(request.environment()),
        "ask for something the policy covers, or ask the policy's owner for a rule");
  }

  Reason failedCondition(Rule rule, ConditionException failure) {
    return new Reason(
        rule.id(),
        Verdict.DENY,
        "the condition of rule " + Quoted.of(rule.id()) + " failed: " + failure.getMessage(),
        "tell the policy's owner; a condition that fails denies");
  }

  /**
   * What no general rule may allow: calls of unknown contents, unless by name, and what one reader
   * alone understood, unless it only reads or a rule says so.
   */
  Optional<Reason> floor(Effect effect, List<Rule> allowing) {
    if (effect.kind() == EffectKind.CALL
        && allowing.stream().noneMatch(rule -> namesCall(rule, effect))) {
      return Optional.of(
          approve(
              "call-by-name",
              Wording.effect(effect) + " runs code that no reader sees, so it needs approval",
              "ask with a justification, or have a rule allow it by its name"));
    }
    if (effect.kind() != EffectKind.READ
        && effect.has(Qualifier.ONE_READER)
        && allowing.stream()
            .noneMatch(rule -> rule.scope().qualifiers().contains(Qualifier.ONE_READER))) {
      return Optional.of(
          approve(
              "one-reader",
              Wording.effect(effect) + " was understood by one reader only, so it needs approval",
              "ask with a justification, or write the statement in a plainer form"));
    }
    return Optional.empty();
  }

  /**
   * Requirements that can't be met.
   *
   * @param asking the rules that require each
   */
  List<Reason> unfulfilled(Obligations obligations, Map<String, List<String>> asking) {
    List<Reason> reasons = new ArrayList<>();
    for (String required : new TreeSet<>(obligations.require())) {
      if (!request.fulfillable().contains(required)) {
        reasons.add(
            deny(
                "require",
                rules(asking.getOrDefault(required, List.of()))
                    + " "
                    + Quoted.of(required)
                    + ", which can't be done here",
                Wording.instead(required)));
      }
    }
    int length = request.justification().strip().length();
    if (length < obligations.justification()) {
      reasons.add(
          deny(
              "justification",
              "the justification has "
                  + length
                  + " characters; "
                  + obligations.justification()
                  + " are required",
              "ask again and say what the change is for"));
    }
    return reasons;
  }

  private static String rules(List<String> ids) {
    if (ids.isEmpty()) {
      return "a rule requires";
    }
    String names = ids.stream().map(Quoted::of).collect(Collectors.joining(", "));
    return ids.size() == 1 ? "rule " + names + " requires" : "rules " + names + " require";
  }

  private static boolean namesCall(Rule rule, Effect effect) {
    return rule.scope().effects().contains(EffectKind.CALL)
        && effect.objectKind() != ObjectKind.LANGUAGE
        && rule.scope().objects().stream()
            .anyMatch(
                pattern -> pattern.isLiteral() && pattern.match(effect.object()) == Match.YES);
  }

  private static Reason deny(String id, String message, String help) {
    return new Reason(ID + id, Verdict.DENY, message, help);
  }

  private static Reason approve(String id, String message, String help) {
    return new Reason(ID + id, Verdict.APPROVE, message, help);
  }
}
