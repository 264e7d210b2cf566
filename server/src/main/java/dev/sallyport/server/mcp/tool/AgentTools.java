package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.gateway.AgentGate;
import java.util.List;

/** Every tool that an agent is served, in the order in which it should think of them. */
public final class AgentTools {
  private AgentTools() {}

  /** The tools of one agent over the one road. */
  public static List<AgentTool> over(AgentGate gate, Agent agent) {
    return List.of(
        new StatusTool(gate),
        new DescribeTool(gate),
        new DiffTool(gate, agent),
        new ValidateTool(gate, agent),
        new GenerateTool(gate, agent),
        new QueryTool(gate, agent),
        new ExplainDecisionTool(gate, agent),
        new ExecuteTool(gate, agent),
        new ProposeMigrationTool(gate, agent),
        new RequestOperationTool(gate, agent),
        new TicketWaitTool(gate),
        new TicketGetTool(gate),
        new TicketListTool(gate),
        new TicketCancelTool(gate));
  }
}
