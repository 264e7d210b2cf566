package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Waits for a human's decision, a little at a time, without holding a thread. */
record TicketWaitTool(AgentGate gate) implements AgentTool {
  /** Stays under the minute that clients and proxies give one call. */
  private static final int LONGEST_SECONDS = 45;

  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "ticket_wait",
          "Wait for a ticket",
          """
          Waits until one of your tickets changes, for up to 45 seconds, and answers it: approved \
          and executed (with the result), rejected (with the reason), or still pending, in which \
          case you may call again or go on with other work. Waiting costs nothing and blocks \
          nothing. A ticket outlives this session: `ticket_list` finds it again.""",
          List.of(
              Argument.text("ticket", "the ticket's id"),
              Argument.integer(
                      "max_seconds", 0, LONGEST_SECONDS, "how long to wait at most; 45 if left out")
                  .optional()),
          Properties.none().text("state", "where the ticket stands"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    String ticket = call.arguments().text("ticket");
    Integer seconds = call.arguments().integer("max_seconds");
    Duration longest = Duration.ofSeconds(seconds == null ? LONGEST_SECONDS : seconds);
    return gate.awaitTicket(ticket, longest)
        .applyToEither(call.ended().thenApply(gone -> gate.ticket(ticket)), answer -> answer);
  }
}
