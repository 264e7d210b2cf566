package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a request before the policy, at this place and moment. */
final class Judge {
  private final Clock clock;

  Judge(Clock clock) {
    this.clock = clock;
  }

  Decision decide(
      AgentRequest request,
      List<Statement> statements,
      Place place,
      PolicyInForce policy,
      @Nullable Long rows) {
    return policy.rules().decide(question(request, statements, place, rows));
  }

  private PolicyRequest question(
      AgentRequest request, List<Statement> statements, Place place, @Nullable Long rows) {
    Agent agent = request.agent();
    return new PolicyRequest(
        request.operation(),
        statements,
        place.environment().name(),
        place.facts(),
        agent,
        clock.instant(),
        request.justification(),
        rows,
        Fulfilment.offered(request, statements));
  }
}
