package dev.sallyport.policy.rules;

import java.time.Duration;
import java.util.Set;

/**
 * What one rule asks of the approvers.
 *
 * @param count how many distinct approvers
 * @param groups of which groups they must be; empty means any approver
 * @param pending how long a ticket may wait for approval
 * @param valid how long an approved ticket may wait for execution
 */
public record ApprovalRequirement(
    String ruleId, int count, Set<String> groups, Duration pending, Duration valid) {
  public ApprovalRequirement {
    if (count < 1) {
      throw new IllegalArgumentException("approvals: count " + count);
    }
    groups = Set.copyOf(groups);
  }
}
