package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.Answer;
import java.util.concurrent.CompletionStage;

/** One tool as an agent sees it: what it says of itself, and what it does. */
public interface AgentTool {
  ToolDescription description();

  /**
   * Does what the arguments ask; they have passed {@link ToolDescription#input()}. Runs on a worker
   * thread and may block it, but never for a human: what waits for one returns a stage.
   */
  CompletionStage<Answer> call(ToolCall call);
}
