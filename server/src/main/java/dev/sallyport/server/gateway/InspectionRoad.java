package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.cancellation.Cancellation;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The road of an operation that touches no database, where none is at hand: what can't be placed
 * counts as production.
 */
public final class InspectionRoad {
  private static final String STRICTEST = "production";

  private final PolicyKeeper policies;
  private final AuditTrail trail;
  private final Clock clock;

  public InspectionRoad(PolicyKeeper policies, AuditLog audit, Clock clock) {
    this.policies = policies;
    this.trail = new AuditTrail(audit);
    this.clock = clock;
  }

  /** Decides, records and carries out. */
  public Answer take(AgentRequest request, Inspection inspection, Cancellation call) {
    PolicyInForce policy = policies.current();
    Decision decision = policy.rules().decide(asked(request));
    Considered considered = new Considered(List.of(), null, policy, decision);
    trail.decided(request, decision, considered);
    if (decision.verdict() != Verdict.ALLOW) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("operation", request.operation().label());
      body.put("environment", STRICTEST);
      return Answers.denied(decision, body);
    }
    return inspection.answer(request, call);
  }

  private PolicyRequest asked(AgentRequest request) {
    return new PolicyRequest(
        request.operation(),
        List.of(),
        STRICTEST,
        TargetFacts.of("", ""),
        request.agent(),
        clock.instant(),
        request.justification(),
        null,
        Set.of());
  }
}
