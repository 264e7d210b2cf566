package dev.sallyport.policy.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The outcome for one request, with every rule that led to it. */
public record Decision(Verdict verdict, List<Reason> reasons, Obligations obligations) {
  public Decision {
    reasons = List.copyOf(reasons);
    if (verdict != strictest(reasons)) {
      throw new IllegalArgumentException("verdict " + verdict + " does not follow from " + reasons);
    }
  }

  /** The strictest reason wins; no reason at all means {@link Verdict#DENY}. */
  public static Decision from(List<Reason> reasons, Obligations obligations) {
    return new Decision(strictest(reasons), reasons, obligations);
  }

  /** A denial of our own, where no rule was asked. */
  public static Decision denied(String ruleId, String message, String help) {
    return from(List.of(new Reason(ruleId, Verdict.DENY, message, help)), Obligations.DEFAULT);
  }

  /** Both answers at once: the stricter verdict, the reasons of both, the tighter obligations. */
  public Decision and(Decision other) {
    List<Reason> all = new ArrayList<>(reasons);
    other.reasons.stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    all.sort(Comparator.comparing(Reason::verdict).reversed());
    return from(all, obligations.and(other.obligations));
  }

  private static Verdict strictest(List<Reason> reasons) {
    return reasons.stream().map(Reason::verdict).reduce(Verdict::or).orElse(Verdict.DENY);
  }
}
