package dev.sallyport.policy.rules;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is checked against besides itself, as far as it is known.
 *
 * @param approvers the names that the trust root knows; null where there is no trust root to ask
 * @param pinnedEnvironments the environments that it pins databases to; null likewise
 * @param now to tell windows that are over; null where it does not matter
 */
public record Surroundings(
    @Nullable Set<String> approvers,
    @Nullable Set<String> pinnedEnvironments,
    @Nullable Instant now) {
  /** Nothing is known. */
  public static final Surroundings UNKNOWN = new Surroundings(null, null, null);

  public Surroundings {
    approvers = approvers == null ? null : Set.copyOf(approvers);
    pinnedEnvironments = pinnedEnvironments == null ? null : Set.copyOf(pinnedEnvironments);
  }
}
