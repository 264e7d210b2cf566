package dev.sallyport.policy.rules;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of a request that it lets through. What it does not mention stays as it is.
 *
 * @param approvals null where the rule asks no one
 */
record Demands(
    @Nullable Long rows,
    @Nullable Long bytes,
    @Nullable Duration timeout,
    @Nullable Duration lockTimeout,
    @Nullable Long rowCeiling,
    Set<String> require,
    int justification,
    @Nullable ApprovalRequirement approvals) {
  static final Demands NONE = new Demands(null, null, null, null, null, Set.of(), 0, null);

  /** These demands on top of what is asked already. */
  Obligations on(Obligations asked) {
    return asked.and(
        new Obligations(
            rows == null ? asked.rows() : rows,
            bytes == null ? asked.bytes() : bytes,
            timeout == null ? asked.timeout() : timeout,
            lockTimeout == null ? asked.lockTimeout() : lockTimeout,
            rowCeiling == null ? asked.rowCeiling() : rowCeiling,
            require,
            justification,
            approvals == null ? List.of() : List.of(approvals)));
  }

  boolean asksApprovers() {
    return approvals != null;
  }

  /** Whether the other asks the same of the same approvers. */
  boolean sameApprovers(Demands other) {
    return approvals != null
        && other.approvals != null
        && approvals.withRule("").equals(other.approvals.withRule(""));
  }

  Demands withoutApprovers() {
    return new Demands(rows, bytes, timeout, lockTimeout, rowCeiling, require, justification, null);
  }
}
