package dev.sallyport.server.approval;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Obligations;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What waits for approval: everything that an approver signs, and what they are shown.
 *
 * @param steps the plan's bytes, in order
 * @param database the identity of the target: system identifier, database name, host
 * @param environment the environment it belongs to
 * @param fingerprint of the touched objects when the request was analysed
 * @param policy digest of the policy that decided
 * @param obligations what that policy asks for, approvals included
 * @param groups the policy's groups that the approvals name, with their members
 * @param ceilings most rows that may change, by table, foreign-key cascades included; empty where
 *     no DML runs
 * @param view facts for the approver: effects, objects, estimates, locks, dependents
 */
public record NewTicket(
    Operation operation,
    List<Step> steps,
    JsonObject database,
    String environment,
    Requester requester,
    String justification,
    String fingerprint,
    String policy,
    Obligations obligations,
    Map<String, List<String>> groups,
    Map<String, Long> ceilings,
    JsonObject view) {
  public NewTicket {
    steps = List.copyOf(steps);
    groups = sorted(groups);
    ceilings = java.util.Collections.unmodifiableMap(new TreeMap<>(ceilings));
  }

  private static Map<String, List<String>> sorted(Map<String, List<String>> groups) {
    Map<String, List<String>> sorted = new TreeMap<>();
    groups.forEach((name, members) -> sorted.put(name, members.stream().sorted().toList()));
    return java.util.Collections.unmodifiableMap(sorted);
  }
}
