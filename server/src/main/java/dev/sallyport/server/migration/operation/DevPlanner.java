package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.proposal.ProposalRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code migrate-dev}: a migration from the change of schema.prisma, written and applied. In
 * development only, and never with a reset.
 */
record DevPlanner(DeployPlanner deploy) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.MIGRATE_DEV;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments arguments =
        Arguments.of(request).only("name", ProposalRequest.PATTERN, ProposalRequest.LOSES_DATA);
    Ground.requireDevelopment(ground, operation());
    if (arguments.text("name").isEmpty()) {
      throw SallyportException.usage(
          "`migrate-dev` has to know what the migration is called",
          "give `name`, such as `add_booking_type`");
    }
    Map<String, String> proposal = new HashMap<>(request.arguments());
    proposal.put(ProposalRequest.NAME, arguments.text("name"));
    proposal.put(ProposalRequest.FROM_SCHEMA, "true");
    proposal.remove("name");
    return deploy.plan(
        AgentRequest.operation(operation(), proposal, request.justification(), request.agent()),
        ground);
  }
}
