package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.rules.RuleOutline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The policy as it applies to one agent at this database, as an answer. */
final class PolicyOutline {
  private final PolicyKeeper policies;
  private final GuardedDatabase database;
  private final Agent agent;

  PolicyOutline(PolicyKeeper policies, GuardedDatabase database, Agent agent) {
    this.policies = policies;
    this.database = database;
    this.agent = agent;
  }

  Answer answer() {
    PolicyInForce policy = policies.current();
    Place place = database.place(policy);
    String environment = place.environment().name();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("agent", agent.name());
    body.put("verified", agent.verified());
    body.put("environment", environment);
    body.put("environment_why", place.environment().why());
    body.put("policy", policy.toMap());
    body.put(
        "rules",
        policy.rules().outline(environment, agent, place.facts().rolePowers()).stream()
            .map(PolicyOutline::rule)
            .toList());
    body.put(
        "default", "deny: every effect must be covered by a rule, and the strictest rule wins");
    return Answer.done(body, "`explain_decision` says what a statement or operation would come to");
  }

  private static Map<String, @Nullable Object> rule(RuleOutline rule) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", rule.id());
    map.put("decision", rule.verdict().label());
    putWords(map, "operations", rule.operations());
    putWords(map, "effects", rule.effects());
    putWords(map, "object_kinds", rule.objectKinds());
    putWords(map, "objects", rule.objects());
    putWords(map, "columns", rule.columns());
    putWords(map, "qualifiers", rule.qualifiers());
    putWords(map, "without", rule.without());
    if (rule.sometimes()) {
      map.put("sometimes", "only at certain times or under a condition");
    }
    putLimits(map, rule.obligations());
    List<ApprovalRequirement> approvals = rule.obligations().approvals();
    if (!approvals.isEmpty()) {
      map.put("approvals", approvals.stream().map(PolicyOutline::approval).toList());
    }
    if (!rule.help().isEmpty()) {
      map.put("help", rule.help());
    }
    return map;
  }

  private static void putWords(Map<String, @Nullable Object> map, String key, List<String> words) {
    if (!words.isEmpty()) {
      map.put(key, words);
    }
  }

  /** The limits that the rule itself names. */
  private static void putLimits(Map<String, @Nullable Object> map, Obligations asked) {
    Obligations usual = Obligations.DEFAULT;
    Map<String, @Nullable Object> limits = new LinkedHashMap<>();
    putChanged(limits, "rows", asked.rows(), usual.rows());
    putChanged(limits, "bytes", asked.bytes(), usual.bytes());
    putChanged(limits, "timeout_ms", asked.timeout().toMillis(), usual.timeout().toMillis());
    putChanged(
        limits, "lock_timeout_ms", asked.lockTimeout().toMillis(), usual.lockTimeout().toMillis());
    putChanged(limits, "rows_changed", asked.rowCeiling(), usual.rowCeiling());
    if (!limits.isEmpty()) {
      map.put("limits", limits);
    }
    if (!asked.require().isEmpty()) {
      map.put("require", List.copyOf(new TreeSet<>(asked.require())));
    }
    if (asked.justification() > 0) {
      map.put("justification_length", asked.justification());
    }
  }

  private static void putChanged(
      Map<String, @Nullable Object> limits, String key, long value, long usual) {
    if (value != usual) {
      limits.put(key, value);
    }
  }

  private static Map<String, @Nullable Object> approval(ApprovalRequirement requirement) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("count", requirement.count());
    if (!requirement.groups().isEmpty()) {
      map.put("groups", List.copyOf(new TreeSet<>(requirement.groups())));
    }
    map.put("pending", requirement.pending().toString());
    map.put("valid", requirement.valid().toString());
    return map;
  }
}
