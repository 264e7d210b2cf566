package dev.sallyport.server.mcp;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
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
          Map.of(
              "boundary", Schemas.typed("string", "advisory or enforced"),
              "environment", Map.of("description", "the environment and why it is that one"),
              "database", Schemas.typed("object", "which database, and what its role may do"),
              "policy", Schemas.typed("object", "the policy in force"),
              "tickets", Schemas.list("open tickets"),
              "history", Schemas.typed("object", "the state of each migration"),
              "drift", Schemas.list("where migrations, schema and database differ"),
              "healthy", Schemas.typed("boolean", "whether nothing needs attention")),
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
