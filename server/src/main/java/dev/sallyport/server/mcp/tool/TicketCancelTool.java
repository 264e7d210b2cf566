package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes back a ticket that no one has decided yet. */
record TicketCancelTool(AgentGate gate) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "ticket_cancel",
          "Take back a ticket",
          """
          Takes back one of your tickets that no one has decided yet. Do it when you found a \
          better way, so that nobody approves what is no longer wanted.""",
          List.of(Argument.text("ticket", "the ticket's id")),
          Properties.none().text("state", "where the ticket stands"),
          ToolDescription.Nature.KEEPS_RECORDS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    return CompletableFuture.completedStage(gate.cancelTicket(call.arguments().text("ticket")));
  }
}
