package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The agent's own tickets. */
record TicketListTool(AgentGate gate) implements AgentTool {
  private static final List<String> STATES =
      List.of(
          "pending",
          "approved",
          "executing",
          "executed",
          "failed",
          "unknown",
          "rejected",
          "expired",
          "cancelled",
          "stale");

  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "ticket_list",
          "List your tickets",
          """
          Answers your tickets, newest first: id, state, what they would run. Use it to find a \
          ticket again after a restart.""",
          List.of(Argument.choice("state", STATES, "only tickets in this state").optional()),
          Properties.none().list("tickets", "your tickets, newest first"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    String state = call.arguments().has("state") ? call.arguments().text("state") : null;
    return CompletableFuture.completedStage(gate.tickets(state));
  }
}
