package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One of the agent's own tickets. */
record TicketGetTool(AgentGate gate) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "ticket_get",
          "Look at a ticket",
          """
          Answers one of your tickets at once: its state, what it would run, who decided what, and \
          the result once it ran. To wait for a decision use `ticket_wait`.""",
          List.of(Argument.text("ticket", "the ticket's id")),
          Properties.none().text("state", "where the ticket stands"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    return CompletableFuture.completedStage(gate.ticket(call.arguments().text("ticket")));
  }
}
