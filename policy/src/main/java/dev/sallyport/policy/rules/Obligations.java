package dev.sallyport.policy.rules;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold while a request runs; of all matching rules the smallest limits and the union of
 * what is required.
 *
 * @param rows most rows returned
 * @param bytes most bytes returned
 * @param timeout longest run of one statement
 * @param lockTimeout longest wait for a lock
 * @param rowCeiling most rows changed per table; {@link Long#MAX_VALUE} where no rule says
 * @param require what else must be fulfilled, such as {@code dry-run} or {@code backup}
 * @param justification least length of the justification, in characters
 * @param approvals every rule's demand on approvers; empty where none asks
 */
public record Obligations(
    long rows,
    long bytes,
    Duration timeout,
    Duration lockTimeout,
    long rowCeiling,
    Set<String> require,
    int justification,
    List<ApprovalRequirement> approvals) {
  /**
   * The ceilings that hold before any rule speaks. Rules only lower them, so that more rules are
   * never looser than fewer.
   */
  public static final Obligations DEFAULT =
      new Obligations(
          10_000,
          16 << 20,
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Long.MAX_VALUE,
          Set.of(),
          0,
          List.of());

  public Obligations {
    require = Set.copyOf(require);
    approvals = List.copyOf(approvals);
  }

  /** Both at once: the smaller limits, everything required, every approval requirement. */
  public Obligations and(Obligations other) {
    return new Obligations(
        Math.min(rows, other.rows),
        Math.min(bytes, other.bytes),
        shorter(timeout, other.timeout),
        shorter(lockTimeout, other.lockTimeout),
        Math.min(rowCeiling, other.rowCeiling),
        union(require, other.require),
        Math.max(justification, other.justification),
        List.copyOf(union(new LinkedHashSet<>(approvals), new LinkedHashSet<>(other.approvals))));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return both;
  }
}
