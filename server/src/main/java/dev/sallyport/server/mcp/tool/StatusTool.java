package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the agent is, and what to do next. */
record StatusTool(AgentGate gate) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "status",
          "Where am I, and what is wrong",
          """
          Call this first, and whenever something surprises you. Answers which environment the \
          database belongs to and why, which policy is in force, whether the migration history is \
          healthy, drift in short, your open tickets, and in `next` what to do now.""",
          List.of(),
          Properties.none()
              .text("boundary", "advisory or enforced")
              .text("environment", "the environment and why it is that one")
              .object("database", "which database, and what its role may do")
              .object("policy", "the policy in force")
              .list("tickets", "open tickets")
              .object("history", "the state of each migration")
              .list("drift", "where migrations, schema and database differ")
              .flag("healthy", "whether nothing needs attention"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    return CompletableFuture.completedStage(gate.status(call.call()));
  }
}
