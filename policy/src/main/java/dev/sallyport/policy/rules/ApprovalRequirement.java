package dev.sallyport.policy.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one rule asks of the approvers.
 *
 * @param ruleId the rule that asks
 * @param count how many approvers; each counts once
 * @param groups the names of the groups they must be of; empty means any approver
 * @param approvers the members of those groups; empty means any approver
 * @param distinct whether an approval that counts here may count for no other requirement
 * @param hours when an approval may be given; empty means at any time
 * @param pending how long a ticket may wait for approval
 * @param valid how long an approved ticket may wait for execution
 */
public record ApprovalRequirement(
    String ruleId,
    int count,
    Set<String> groups,
    Set<String> approvers,
    boolean distinct,
    List<TimeWindow> hours,
    Duration pending,
    Duration valid) {
  /** How long a ticket may wait for approval where no rule says. */
  public static final Duration DEFAULT_PENDING = Duration.ofDays(3);

  /** How long an approved ticket may wait for execution where no rule says. */
  public static final Duration DEFAULT_VALID = Duration.ofMinutes(30);

  public ApprovalRequirement {
    if (count < 1) {
      throw new IllegalArgumentException("approvals: count " + count);
    }
    if (groups.isEmpty() != approvers.isEmpty()) {
      throw new IllegalArgumentException("approvals: groups " + groups + " of " + approvers);
    }
    groups = Set.copyOf(groups);
    approvers = Set.copyOf(approvers);
    hours = List.copyOf(hours);
  }

  /** One approver, whoever it is, any time: what is asked where a rule says no more. */
  public static ApprovalRequirement anyone(String ruleId) {
    return new ApprovalRequirement(
        ruleId, 1, Set.of(), Set.of(), false, List.of(), DEFAULT_PENDING, DEFAULT_VALID);
  }

  /** Whether this approver's word counts here. */
  public boolean admits(String approver) {
    return approvers.isEmpty() || approvers.contains(approver);
  }

  /** Whether an approval may be given at that moment. */
  public boolean openAt(Instant moment) {
    return hours.isEmpty() || hours.stream().anyMatch(window -> window.contains(moment));
  }

  ApprovalRequirement withRule(String id) {
    return new ApprovalRequirement(id, count, groups, approvers, distinct, hours, pending, valid);
  }
}
