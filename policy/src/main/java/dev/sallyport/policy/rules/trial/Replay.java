package dev.sallyport.policy.rules.trial;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Recorded requests, decided again under another policy. */
public final class Replay {
  private final PolicySet policy;

  public Replay(PolicySet policy) {
    this.policy = policy;
  }

  /**
   * A request as it was decided.
   *
   * @param id where it is recorded, such as a row of the audit log
   */
  public record Recorded(String id, PolicyRequest request, Verdict verdict) {}

  /** A request that would be decided otherwise now. */
  public record Changed(Recorded recorded, Decision now) {
    /** Whether the new policy lets through what the old one held back. */
    public boolean isWeaker() {
      return now.verdict().compareTo(recorded.verdict()) < 0;
    }
  }

  /** The requests whose verdict would change, in the order they were recorded. */
  public List<Changed> changes(List<Recorded> requests) {
    List<Changed> changed = new ArrayList<>();
    for (Recorded recorded : requests) {
      Decision now = policy.decide(recorded.request());
      if (now.verdict() != recorded.verdict()) {
        changed.add(new Changed(recorded, now));
      }
    }
    return changed;
  }
}
