package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules that answer requests. Immutable and thread-safe; made by {@link PolicyReader} from a file.
 *
 * <p>Every effect of a request must be covered by a rule and the strictest rule wins, so the order
 * of rules means nothing. What is unknown, uncovered or fails to evaluate is denied.
 */
public sealed interface PolicySet permits FilePolicySet, TightenedPolicySet {

  /** What the rules say of a request. Never throws. */
  Decision decide(PolicyRequest request);

  /** The same decision with what led to it and what would change it. Never throws. */
  Explanation explain(PolicyRequest request);

  /** The ids of the rules, in the file's order. */
  List<String> ruleIds();

  /**
   * The rules that may speak of this agent's requests there, in the file's order.
   *
   * @param powers of the connection's role
   */
  List<RuleOutline> outline(String environment, Agent agent, Set<String> powers);

  /** The names of the environments that the rules know. */
  Set<String> environmentNames();

  /** SHA-256 of the file's bytes, lower-case hex: what an approver signs. */
  String digest();

  /**
   * The environment a database belongs to: the pinned one, unless a pattern, an address or the
   * database's own marker names a stricter one.
   *
   * @param pinned the environment that the trust root pins this database to, or {@code disposable}
   *     for one that Sallyport made; null means that nothing is pinned: production
   */
  EnvironmentMatch environmentOf(TargetFacts target, @Nullable String pinned);

  /** The groups of approvers and their members. */
  Map<String, Set<String>> groups();

  /** Whether the hook asks about commands of which nothing is known. */
  boolean strictGuard();

  /** What the file's reader found doubtful, but no mistake. */
  List<Mistake> warnings();

  /**
   * These rules, tightened by a policy that no approver has trusted yet: a request is answered by
   * both and the stricter answer counts.
   */
  default PolicySet tightenedBy(PolicySet untrusted) {
    return new TightenedPolicySet(this, untrusted);
  }
}
