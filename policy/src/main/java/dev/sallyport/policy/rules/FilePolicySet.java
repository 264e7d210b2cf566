package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one file. */
record FilePolicySet(String fileName, String digest) implements PolicySet {

  @Override
  public Decision decide(PolicyRequest request) {
    return Decision.denied(
        "built-in:no-rule", "no rule covers the request", "ask the policy's owner for a rule");
  }

  @Override
  public EnvironmentMatch environmentOf(TargetFacts target, @Nullable String pinned) {
    return pinned == null
        ? new EnvironmentMatch("production", List.of("no pin: production"))
        : new EnvironmentMatch(pinned, List.of("pinned in the trust root"));
  }

  @Override
  public Map<String, Set<String>> groups() {
    return Map.of();
  }

  @Override
  public List<Mistake> warnings() {
    return List.of();
  }
}
