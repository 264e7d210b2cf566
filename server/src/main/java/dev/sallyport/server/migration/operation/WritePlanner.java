package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.proposal.ProposalPlanner;

/** {@code write-migration}: the files of a proposal, written and not applied. */
record WritePlanner(ProposalPlanner proposals) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.WRITE_MIGRATION;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    if (!ProposalPlanner.isProposal(request)) {
      throw SallyportException.usage(
          "`write-migration` writes what was proposed",
          "call `propose_migration` with `apply: false`");
    }
    return proposals.plan(request, ground, false, ProposalPlanner.History.NONE);
  }
}
