package dev.sallyport.policy.rules;

import java.time.Duration;
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
  /** The limits where no rule says otherwise. */
  public static final Obligations DEFAULT =
      new Obligations(
          1_000,
          1 << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Long.MAX_VALUE,
          Set.of(),
          0,
          List.of());

  public Obligations {
    require = Set.copyOf(require);
    approvals = List.copyOf(approvals);
  }
}
