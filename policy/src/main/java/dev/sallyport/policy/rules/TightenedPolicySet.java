package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trusted rules together with rules that may only make them stricter. */
record TightenedPolicySet(PolicySet trusted, PolicySet untrusted) implements PolicySet {

  @Override
  public Decision decide(PolicyRequest request) {
    return trusted.decide(request).and(untrusted.decide(request));
  }

  @Override
  public String digest() {
    return Digest.of(trusted.digest() + untrusted.digest());
  }

  @Override
  public EnvironmentMatch environmentOf(TargetFacts target, @Nullable String pinned) {
    return trusted.environmentOf(target, pinned);
  }

  @Override
  public Map<String, Set<String>> groups() {
    return trusted.groups();
  }

  @Override
  public List<Mistake> warnings() {
    return untrusted.warnings();
  }
}
