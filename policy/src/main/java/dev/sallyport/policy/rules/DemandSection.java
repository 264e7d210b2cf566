package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Nearest;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Quoted;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a rule demands: limits, requirements, justification and approvals. */
final class DemandSection {
  private static final Duration LONGEST_PENDING = Duration.ofDays(90);
  private static final Duration LONGEST_VALID = Duration.ofDays(7);

  private final Mistakes mistakes;
  private final Spans spans;
  private final Map<String, Set<String>> groups;

  DemandSection(Mistakes mistakes, Spans spans, Map<String, Set<String>> groups) {
    this.mistakes = mistakes;
    this.spans = spans;
    this.groups = groups;
  }

  Demands read(String ruleId, Verdict verdict, Fields rule) {
    refuseIdle(verdict, rule);
    if (verdict == Verdict.DENY) {
      return Demands.NONE;
    }
    Fields limits = rule.section("limits").orElseGet(() -> new Fields(rule.mapping()));
    boolean limited = rule.section("limits").isPresent();
    return new Demands(
        limited ? limits.whole("rows").orElse(null) : null,
        limited ? spans.bytes(limits, "bytes", Obligations.DEFAULT.bytes()) : null,
        limited ? spans.duration(limits, "timeout", Obligations.DEFAULT.timeout()) : null,
        limited ? spans.duration(limits, "lock-timeout", Obligations.DEFAULT.lockTimeout()) : null,
        limited ? limits.whole("row-ceiling").orElse(null) : null,
        Set.copyOf(rule.texts("require")),
        rule.whole("justification").orElse(0L).intValue(),
        verdict == Verdict.APPROVE ? approvals(ruleId, rule) : null);
  }

  /** Keys that would do nothing under this decision: whoever wrote them expected something else. */
  private void refuseIdle(Verdict verdict, Fields rule) {
    List<String> idle =
        switch (verdict) {
          case DENY -> List.of("limits", "require", "justification", "approvals");
          case ALLOW -> List.of("approvals");
          case APPROVE -> List.of();
        };
    for (String key : idle) {
      rule.node(key)
          .ifPresent(
              node ->
                  mistakes.error(
                      node,
                      Quoted.of(key) + " does nothing under `decision: " + verdict.label() + "`",
                      "remove it, or change the decision"));
    }
  }

  private ApprovalRequirement approvals(String ruleId, Fields rule) {
    Optional<Fields> section = rule.section("approvals");
    if (section.isEmpty()) {
      return ApprovalRequirement.anyone(ruleId);
    }
    Fields fields = section.get();
    Set<String> named = groupNames(fields);
    Set<String> approvers = new LinkedHashSet<>();
    named.forEach(group -> approvers.addAll(groups.getOrDefault(group, Set.of())));
    int count = Math.max(1, fields.whole("count").orElse(1L).intValue());
    if (!approvers.isEmpty() && approvers.size() < count) {
      mistakes.error(
          fields.node("count").orElse(fields.mapping()),
          count + " approvers are asked for and the groups have " + approvers.size(),
          "lower `count`, or add members to the groups");
    }
    return new ApprovalRequirement(
        ruleId,
        count,
        approvers.isEmpty() ? Set.of() : named,
        approvers,
        fields.flag("distinct"),
        spans.windows(fields, "hours"),
        orElse(
            spans.duration(fields, "pending", LONGEST_PENDING),
            ApprovalRequirement.DEFAULT_PENDING),
        orElse(spans.duration(fields, "valid", LONGEST_VALID), ApprovalRequirement.DEFAULT_VALID));
  }

  private Set<String> groupNames(Fields approvals) {
    Set<String> names = new LinkedHashSet<>();
    for (Scalar scalar : approvals.scalars("groups")) {
      if (groups.containsKey(scalar.text())) {
        names.add(scalar.text());
      } else {
        mistakes.error(
            scalar,
            "there is no group " + Quoted.of(scalar.text()),
            Nearest.to(scalar.text(), groups.keySet())
                .map(name -> "did you mean " + Quoted.of(name) + "?")
                .orElse("declare it under `groups:`"));
      }
    }
    return names;
  }

  private static Duration orElse(@Nullable Duration given, Duration otherwise) {
    return given == null ? otherwise : given;
  }
}
